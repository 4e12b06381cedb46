package dev.coffer.auth.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counting in Redis and in memory is the same counting. */
@ExtendWith(StoresExtension.class)
final class NetworkCountsIT {

    private static final Rate RATE = new Rate(5, Duration.ofMinutes(10));
    private static final long START = 1_764_000_000_000L;

    private final RedisNetworkCounts redis = new RedisNetworkCounts(TestStores.redisUri());
    private final RedisNetworkCounts elsewhere = new RedisNetworkCounts(TestStores.redisUri());
    private final InMemoryNetworkCounts memory = new InMemoryNetworkCounts();
    private final String key = "test:" + UUID.randomUUID();

    @AfterEach
    void close() {
        redis.close();
        elsewhere.close();
    }

    @Test
    void so_many_are_allowed_at_once_and_then_one_at_a_time() {
        for (NetworkCounts counts : List.of(redis, memory)) {
            for (int i = 0; i < 5; i++) {
                assertThat(counts.ask(key, RATE, START)).isZero();
            }
            assertThat(counts.ask(key, RATE, START)).isEqualTo(120_000);
            assertThat(counts.ask(key, RATE, START + 119_999)).isEqualTo(1);
            assertThat(counts.ask(key, RATE, START + 120_000)).isZero();
            assertThat(counts.ask(key, RATE, START + 120_000)).isEqualTo(120_000);
            counts.giveBack(key, RATE, START + 120_000);
            assertThat(counts.ask(key, RATE, START + 120_000)).isZero();
            assertThat(counts.ask(key + "b", RATE, START)).as("another network").isZero();
        }
    }

    @Test
    void redis_and_memory_answer_alike_whatever_is_asked() {
        long seed = TestSeeds.seed("NetworkCountsIT");
        Random random = new Random(seed);
        long now = START;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(60_000);
            Rate rate = new Rate(1 + random.nextInt(7), Duration.ofSeconds(30 + random.nextInt(600)));
            String of = key + random.nextInt(4);
            if (random.nextInt(4) == 0) {
                redis.giveBack(of, rate, now);
                memory.giveBack(of, rate, now);
            } else {
                assertThat(redis.ask(of, rate, now))
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo(memory.ask(of, rate, now));
            }
        }
    }

    @Test
    void of_many_at_once_in_two_processes_exactly_as_many_pass_as_may() throws Exception {
        List<Future<Long>> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                NetworkCounts one = i % 2 == 0 ? redis : elsewhere;
                answers.add(crowd.submit(() -> one.ask(key, RATE, START)));
            }
        }
        int passed = 0;
        for (Future<Long> answer : answers) {
            passed += answer.get() == 0 ? 1 : 0;
        }
        assertThat(passed).isEqualTo(5);
    }

    @Test
    void while_redis_is_away_the_process_counts_by_itself() {
        NetworkCounts counts = new RedisOrOwnCounts(redis, memory, new SimpleMeterRegistry());
        assertThat(counts.ask(key, RATE, START)).isZero();
        TestStores.redis().killHard();
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(counts.ask(key, RATE, START)).isZero();
            }
            assertThat(counts.ask(key, RATE, START)).isPositive();
        } finally {
            TestStores.redis().restart();
        }
    }
}
