package dev.coffer.core.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event room as seen from this process, for {@code /health/ready} and for operators.
 *
 * @param relay the service's relay
 * @param lanes every lane of every consumer of this service
 */
public record EventsHealth(RelayHealth relay, List<LaneHealth> lanes) {

    public EventsHealth {
        lanes = List.copyOf(lanes);
    }

    /**
     * @param isLeader whether this process has the lease; another one may
     * @param lag how long ago everything was relayed, zero where another process leads
     * @param position id of the last event that this process relayed
     * @param failure why the last run ended, null once it is well again
     */
    public record RelayHealth(
            boolean isLeader,
            Duration lag,
            String position,
            @Nullable String failure) {}

    /**
     * @param consumer its name
     * @param lane from 0
     * @param isHeld whether this process has the lease; another one may
     * @param lag how long ago everything in the stream was handled, zero where another process has the lane
     * @param position id of the last event that this process handled or passed by
     * @param failure why the last run ended, null once it is well again
     */
    public record LaneHealth(
            String consumer,
            int lane,
            boolean isHeld,
            Duration lag,
            String position,
            @Nullable String failure) {}

    /** The worst lag of all that this process is responsible for. */
    public Duration worstLag() {
        return lanes.stream()
                .map(LaneHealth::lag)
                .reduce(relay.lag(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** Why the relay or a lane does not work at the moment, the first found; null where all is well. */
    public @Nullable String failure() {
        if (relay.failure() != null) {
            return relay.failure();
        }
        for (LaneHealth lane : lanes) {
            if (lane.failure() != null) {
                return lane.failure();
            }
        }
        return null;
    }
}
