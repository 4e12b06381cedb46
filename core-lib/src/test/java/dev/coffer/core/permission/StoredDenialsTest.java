package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredDenialsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DenialLimits LIMITS =
            new DenialLimits(Duration.ofMinutes(5), 3, Duration.ofSeconds(1), Duration.ofDays(90), 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Shelf shelf = new Shelf();
    private final StoredDenials denials = new StoredDenials(shelf, LIMITS, meters);

    /** A store that can be away. */
    private static final class Shelf implements StoredDenials.Store {

        private final List<Tally> kept = new ArrayList<>();
        private boolean isAway;

        @Override
        public List<Tally> add(Collection<Tally> tallies) {
            if (isAway) {
                return List.copyOf(tallies);
            }
            kept.addAll(tallies);
            return List.of();
        }

        long count() {
            return kept.stream().mapToLong(Tally::count).sum();
        }
    }

    private static Denied denied(String userId, @Nullable String ownerId, int second) {
        return new Denied(
                "main",
                userId,
                "wallet",
                "read",
                "Query.wallet",
                ownerId,
                "why " + second,
                "request-" + second,
                NOON.plusSeconds(second));
    }

    private double metric(String name) {
        return meters.get(name).counter().count();
    }

    @Test
    void equal_denials_are_written_as_one_with_the_first_owners_and_the_last_request() {
        denials.add(denied("bob", "ann", 2));
        denials.add(denied("bob", "carl", 3));
        denials.add(denied("bob", "dora", 1));
        denials.write();

        assertThat(shelf.kept).singleElement().satisfies(tally -> {
            assertThat(tally.count()).isEqualTo(3);
            assertThat(tally.ownerIds()).containsExactlyInAnyOrder("ann", "carl");
            assertThat(tally.firstAt()).isEqualTo(NOON.plusSeconds(1));
            assertThat(tally.lastAt()).isEqualTo(NOON.plusSeconds(3));
            assertThat(tally.correlationId()).isEqualTo("request-3");
        });
        assertThat(metric("coffer.denials.stored")).isEqualTo(3);
    }

    @Test
    void of_too_many_different_ones_the_last_are_dropped_and_counted_and_room_comes_back() {
        for (String user : List.of("a", "b", "c", "d", "e")) {
            denials.add(denied(user, null, 0));
        }
        denials.add(denied("a", null, 1));

        assertThat(metric("coffer.denials.dropped")).isEqualTo(2);
        assertThat(meters.get("coffer.denials.waiting").gauge().value()).isEqualTo(3);
        denials.write();
        denials.add(denied("d", null, 2));
        denials.write();
        assertThat(shelf.count()).isEqualTo(5);
        assertThat(meters.get("coffer.denials.waiting").gauge().value()).isZero();
    }

    @Test
    void what_the_store_did_not_take_waits_and_is_added_to() {
        shelf.isAway = true;
        denials.add(denied("bob", "ann", 0));
        denials.write();
        denials.add(denied("bob", "ann", 9));
        assertThat(metric("coffer.denials.stored")).isZero();

        shelf.isAway = false;
        denials.write();
        denials.write();

        assertThat(shelf.kept).singleElement().satisfies(tally -> {
            assertThat(tally.count()).isEqualTo(2);
            assertThat(tally.lastAt()).isEqualTo(NOON.plusSeconds(9));
        });
    }

    @Test
    void what_waits_at_the_end_is_written_then() {
        denials.start();
        denials.add(denied("bob", null, 0));
        denials.stop();

        assertThat(shelf.count()).isEqualTo(1);
        assertThat(denials.isRunning()).isFalse();
    }

    @Test
    void denials_of_many_threads_are_all_counted_or_dropped() {
        int threads = 8;
        int each = 500;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
            for (int thread = 0; thread < threads; thread++) {
                int own = thread;
                pool.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        denials.add(denied("user-" + (own + i) % 6, null, i));
                    }
                });
            }
            pool.execute(() -> {
                for (int i = 0; i < each; i++) {
                    denials.write();
                }
            });
        }
        denials.write();

        assertThat(shelf.count() + (long) metric("coffer.denials.dropped")).isEqualTo(threads * each);
        assertThat(metric("coffer.denials.stored")).isEqualTo(shelf.count());
        assertThat(meters.get("coffer.denials.waiting").gauge().value()).isZero();
    }

    @Test
    void an_owner_that_a_client_made_up_is_shortened_and_has_no_line_breaks() {
        assertThat(denied("bob", "x".repeat(100_000), 0).ownerId()).hasSize(64);
        assertThat(denied("bob", "ann\nDenied nothing\u0000\ud800", 0).ownerId())
                .isEqualTo("ann?Denied nothing??");
    }
}
