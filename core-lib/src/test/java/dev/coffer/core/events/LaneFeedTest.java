package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneFeedTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger room = new AtomicInteger();
    private final LaneFeed feed = new LaneFeed(
            0,
            "ledger-orders/0",
            StreamId.ZERO,
            new LaneGauges(new SimpleMeterRegistry(), "ledger-orders", 0, Clock.systemUTC()),
            room::incrementAndGet);

    private static StreamId id(int place) {
        return new StreamId(place, 0);
    }

    private static List<Delivery> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(place -> new Delivery(id(place), "order.placed", "key", "{}", null))
                .toList();
    }

    @Test
    void what_was_handed_is_taken_in_order_and_in_parts() throws InterruptedException {
        feed.hand(events(1, 6), id(9), true);

        LaneFeed.Taken first = feed.take(3, SHORT);
        LaneFeed.Taken rest = feed.take(3, SHORT);

        assertThat(first).isEqualTo(new LaneFeed.Taken(events(1, 4), id(3), false));
        assertThat(rest).isEqualTo(new LaneFeed.Taken(events(4, 6), id(9), true));
    }

    @Test
    void a_lane_without_events_of_its_own_still_moves_on() throws InterruptedException {
        feed.hand(List.of(), id(7), true);

        assertThat(feed.take(10, SHORT)).isEqualTo(new LaneFeed.Taken(List.of(), id(7), true));
    }

    @Test
    void a_stream_that_cannot_be_read_has_no_end_to_stand_at() throws InterruptedException {
        feed.hand(events(1, 2), id(1), true);
        feed.interrupted(null);

        assertThat(feed.take(10, SHORT).isAtEnd()).isFalse();
    }

    @Test
    void it_is_full_at_its_limit_and_says_once_when_it_has_room_again() throws InterruptedException {
        feed.hand(events(1, LaneFeed.MOST_EVENTS + 100), id(LaneFeed.MOST_EVENTS + 99), true);
        assertThat(feed.hasRoom()).isFalse();

        feed.take(50, SHORT);
        assertThat(feed.hasRoom()).isFalse();
        assertThat(room).hasValue(0);
        feed.take(50, SHORT);
        feed.take(50, SHORT);

        assertThat(feed.hasRoom()).isTrue();
        assertThat(room).hasValue(1);
    }

    @Test
    void large_events_fill_it_before_many_do() {
        String large = "x".repeat(LaneFeed.MOST_CHARACTERS);
        feed.hand(List.of(new Delivery(id(1), "order.placed", "key", large, null)), id(1), true);

        assertThat(feed.hasRoom()).isFalse();
    }
}
