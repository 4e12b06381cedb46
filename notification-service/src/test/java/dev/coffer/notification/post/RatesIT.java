package dev.coffer.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rates of providers that two replicas keep together in a real Redis, and each for itself without one. */
@ExtendWith(StoresExtension.class)
final class RatesIT {

    private static final long SECOND = 1_000_000;

    private final String provider = "test-" + UUID.randomUUID();
    private final long begin = 1_800_000_000L * SECOND;
    private final Rate rate = new Rate(100);

    private boolean takes(Rates rates, NotificationPriority lane, long at) {
        return rates.take(provider, rate.each(), rate.span(lane), at) == 0;
    }

    @Test
    void two_replicas_that_ask_all_the_time_go_at_the_rate_and_no_faster() {
        List<Long> taken = new ArrayList<>();
        try (RedisRates one = new RedisRates(TestStores.redisUri(), new LocalRates());
                RedisRates other = new RedisRates(TestStores.redisUri(), new LocalRates())) {
            for (long at = begin; at < begin + 3 * SECOND; at += 2_000) {
                if (takes(one, NotificationPriority.LOW, at)) {
                    taken.add(at);
                }
                if (takes(other, NotificationPriority.LOW, at)) {
                    taken.add(at);
                }
            }
        }

        assertThat(taken).hasSizeBetween(300, 310);
        for (int i = 0; i + 121 < taken.size(); i++) {
            assertThat(taken.get(i + 121) - taken.get(i)).isGreaterThan(SECOND);
        }
    }

    @Test
    void what_is_urgent_finds_a_place_while_a_bulk_goes_at_the_whole_rate() {
        try (RedisRates rates = new RedisRates(TestStores.redisUri(), new LocalRates())) {
            for (long at = begin; at < begin + SECOND; at += 1_000) {
                while (takes(rates, NotificationPriority.LOW, at)) {
                    // As much as there is.
                }
                if (at % 50_000 == 0) {
                    assertThat(takes(rates, NotificationPriority.URGENT, at))
                            .as("at " + (at - begin))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void without_redis_each_replica_keeps_the_rate_by_itself() {
        try (RedisRates away = new RedisRates("redis://127.0.0.1:" + TestPorts.free(), new LocalRates())) {
            int taken = 0;
            for (int i = 0; i < 30; i++) {
                taken += takes(away, NotificationPriority.URGENT, begin) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(20);
        }
    }

    @Test
    void messages_wait_for_their_places_and_all_of_them_leave() throws InterruptedException {
        ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        try (RedisRates rates = new RedisRates(TestStores.redisUri(), new LocalRates());
                ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            Post post = new RatedPost(sending(left), provider, rate, rates, Clock.systemUTC());
            for (int i = 0; i < 100; i++) {
                all.submit(() -> post.send(mail()));
            }
            all.shutdown();
            assertThat(all.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        List<Long> times = left.stream().sorted().toList();
        assertThat(times).hasSize(100);
        assertThat(times.getLast() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(850));
    }

    @Test
    void who_would_wait_too_long_comes_again_and_the_provider_is_not_called_away() {
        Post slow = new RatedPost(
                sending(new ConcurrentLinkedQueue<>()),
                provider,
                rate,
                (name, each, span, now) -> RatedPost.LONGEST_WAIT_MICROS + 1,
                MutableClock.atStandardTime());
        PostChain chain = new PostChain(List.of(slow), MutableClock.atStandardTime());
        for (int i = 0; i < Circuit.MOST_FAILURES + 1; i++) {
            assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> chain.send(mail()));
        }
        assertThat(chain.description()).isEqualTo("sending (100 a second)");
    }

    private static Mail mail() {
        return new Mail(
                "1",
                "main",
                NotificationChannel.SMS,
                NotificationPriority.LOW,
                "+4915112345678",
                "S",
                "text",
                "",
                null);
    }

    private static Post sending(ConcurrentLinkedQueue<Long> left) {
        return new Post() {
            @Override
            public PostAnswer send(Mail mail) {
                left.add(System.nanoTime());
                return PostAnswer.Taken.WITHOUT_RECEIPT;
            }

            @Override
            public String description() {
                return "sending";
            }
        };
    }
}
