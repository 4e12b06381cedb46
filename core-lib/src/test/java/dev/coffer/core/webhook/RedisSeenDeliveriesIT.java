package dev.coffer.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.webhook.SeenDeliveries.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class RedisSeenDeliveriesIT {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RedisSeenDeliveries seen = new RedisSeenDeliveries(TestStores.redisUri());
    private final RedisSeenDeliveries elsewhere = new RedisSeenDeliveries(TestStores.redisUri());
    private final String delivery = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        seen.close();
        elsewhere.close();
    }

    @Test
    void of_many_at_once_in_two_processes_exactly_one_is_the_first() throws Exception {
        List<Future<Seen>> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                RedisSeenDeliveries one = i % 2 == 0 ? seen : elsewhere;
                answers.add(crowd.submit(() -> one.note(delivery, LONG)));
            }
        }
        int firsts = 0;
        for (Future<Seen> answer : answers) {
            assertThat(answer.get()).isNotEqualTo(Seen.UNKNOWN);
            firsts += answer.get() == Seen.FIRST ? 1 : 0;
        }
        assertThat(firsts).isEqualTo(1);
    }

    @Test
    void it_is_forgotten_when_asked_for_and_when_its_time_is_over() {
        assertThat(seen.note(delivery, LONG)).isEqualTo(Seen.FIRST);
        seen.forget(delivery);
        assertThat(elsewhere.note(delivery, Duration.ofMillis(200))).isEqualTo(Seen.FIRST);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.note(delivery, LONG)).isEqualTo(Seen.FIRST));
    }

    @Test
    void without_redis_nothing_is_known_and_with_it_again_it_is() {
        assertThat(seen.note(delivery, LONG)).isEqualTo(Seen.FIRST);
        TestStores.redis().killHard();
        try {
            assertThat(seen.note(delivery, LONG)).isEqualTo(Seen.UNKNOWN);
            assertThat(elsewhere.note(delivery, LONG)).isEqualTo(Seen.UNKNOWN);
        } finally {
            TestStores.redis().restart();
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(seen.note(delivery, LONG)).isEqualTo(Seen.BEFORE));
        assertThat(elsewhere.note(delivery, LONG)).isEqualTo(Seen.BEFORE);
    }
}
