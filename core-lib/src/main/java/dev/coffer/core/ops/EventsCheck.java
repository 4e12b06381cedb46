package dev.coffer.core.ops;

import dev.coffer.core.events.EventsHealth;
import dev.coffer.core.events.EventsRuntime;
import java.time.Duration;

/** How far the service's relay and lanes are behind, and which of them this process has. */
final class EventsCheck implements HealthCheck {

    /** Longer than any store's restart: who is further behind needs somebody to look. */
    static final Duration LONGEST_LAG = Duration.ofMinutes(2);

    private final EventsRuntime runtime;

    EventsCheck(EventsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Status check() {
        return status(runtime.health());
    }

    static Status status(EventsHealth health) {
        long held =
                health.lanes().stream().filter(EventsHealth.LaneHealth::isHeld).count();
        StringBuilder detail = new StringBuilder("lag ")
                .append(health.worstLag().toMillis())
                .append(" ms, ")
                .append(health.relay().isLeader() ? "relays" : "another process relays")
                .append(", ")
                .append(held)
                .append(" of ")
                .append(health.lanes().size())
                .append(" lanes");
        String failure = health.failure();
        if (failure != null) {
            detail.append(", failing: ").append(failure);
        }
        return health.worstLag().compareTo(LONGEST_LAG) <= 0
                ? Status.up(detail.toString())
                : Status.down(detail.toString());
    }
}
