package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Counter;
import dev.coffer.core.redis.RedisOrElse;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestStores;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of counts say the same, and what a plain list of all times says. */
@ExtendWith(StoresExtension.class)
class PermitCountsIT {

    private static final long START = 1_800_000_000_000L;

    private final String ann = "main:ann-" + UUID.randomUUID();
    private final PermitCounts own = new OwnPermitCounts();
    private final RedisPermitCounts redis = new RedisPermitCounts(TestStores.redisUri());
    private final RedisPermitCounts otherReplica = new RedisPermitCounts(TestStores.redisUri());

    @AfterEach
    void close() {
        redis.close();
        otherReplica.close();
    }

    private static Condition.Rate rate(long most, int seconds) {
        return new Condition.Rate(new Counter("reads", Duration.ofSeconds(seconds)), most);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void whoever_counts_never_more_than_so_many_are_within_the_time(int most) {
        RandomGenerator random = TestSeeds.random(PermitCountsIT.class);
        Condition.Rate rate = rate(most, 10);
        List<Long> all = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 400; i++) {
            now += random.nextInt(8) == 0 ? 10_000 - random.nextInt(3) : random.nextInt(1_500);
            long since = now - 10_000;
            long within = all.stream().filter(time -> time > since).count();
            for (PermitCounts counts : List.of(own, i % 2 == 0 ? redis : otherReplica)) {
                assertThat(counts.soFar(ann, rate, now)).isEqualTo(within);
                assertThat(counts.count(ann, rate, now)).isEqualTo(within < most);
            }
            if (within < most) {
                all.add(now);
            }
        }
    }

    @Test
    void of_many_at_once_at_two_replicas_so_many_are_counted() throws InterruptedException {
        Condition.Rate rate = rate(7, 60);
        AtomicInteger counted = new AtomicInteger();
        AtomicInteger ownCounted = new AtomicInteger();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            PermitCounts one = i % 2 == 0 ? redis : otherReplica;
            asking.add(Thread.ofVirtual().start(() -> {
                counted.addAndGet(one.count(ann, rate, START) ? 1 : 0);
                ownCounted.addAndGet(own.count(ann, rate, START) ? 1 : 0);
            }));
        }
        for (Thread thread : asking) {
            thread.join();
        }
        assertThat(counted).hasValue(7);
        assertThat(ownCounted).hasValue(7);
        assertThat(redis.count("main:bob", rate, START)).isTrue();
    }

    @Test
    void while_redis_is_away_each_process_counts_and_an_empty_one_begins_anew() {
        PermitCounts counts = new SharedPermitCounts(
                redis, own, new RedisOrElse("permits by rate", "away", new SimpleMeterRegistry()));
        Condition.Rate rate = rate(2, 60);
        assertThat(counts.count(ann, rate, START)).isTrue();
        TestStores.redis().killHard();
        try {
            assertThat(counts.count(ann, rate, START)).isTrue();
            assertThat(counts.count(ann, rate, START)).isTrue();
            assertThat(counts.count(ann, rate, START)).isFalse();
            assertThat(counts.soFar(ann, rate, START)).isEqualTo(2);
        } finally {
            TestStores.redis().restartEmpty();
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(RedisException.class)
                .until(() -> counts.soFar(ann, rate, START) == 0);
        assertThat(counts.count(ann, rate, START)).isTrue();
    }
}
