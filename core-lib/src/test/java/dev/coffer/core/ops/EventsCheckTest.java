package dev.coffer.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.events.EventsHealth;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsCheckTest {

    private static EventsHealth health(Duration relayLag, Duration laneLag, @Nullable String failure) {
        return new EventsHealth(
                new EventsHealth.RelayHealth(true, relayLag, "0-0", null),
                List.of(
                        new EventsHealth.LaneHealth("ledger", 0, true, laneLag, "0-0", failure),
                        new EventsHealth.LaneHealth("ledger", 1, false, Duration.ZERO, "0-0", null)));
    }

    @Test
    void it_tells_the_worst_lag_and_which_leases_are_here() {
        HealthCheck.Status status = EventsCheck.status(health(Duration.ofMillis(5), Duration.ofMillis(12), null));

        assertThat(status).isEqualTo(HealthCheck.Status.up("lag 12 ms, relays, 1 of 2 lanes"));
    }

    @Test
    void a_failure_is_told_and_a_lag_beyond_the_limit_is_down() {
        HealthCheck.Status status =
                EventsCheck.status(health(Duration.ZERO, EventsCheck.LONGEST_LAG.plusMillis(1), "Redis is away"));

        assertThat(status)
                .isEqualTo(HealthCheck.Status.down("lag 120001 ms, relays, 1 of 2 lanes, failing: Redis is away"));
    }
}
