package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/**
 * What one lane has to apply, on its way into a transaction. Belongs to the lane, or to the {@link LaneGroup} between offering and
 * outcome: never to two threads at once.
 */
final class LaneShare {

    private final String lane;
    private final LaneFeed feed;
    private final LaneLease lease;
    private final LaneBatch batch;
    private final StreamId from;
    private final List<Delivery> events;
    private StreamId upTo;
    private boolean isAtEnd;
    private boolean isDecided;
    private boolean isApplied;

    /** @param from where the lane stands, as saved */
    LaneShare(LaneFeed feed, LaneLease lease, LaneBatch batch, StreamId from, LaneFeed.Taken taken) {
        this.lane = feed.name();
        this.feed = feed;
        this.lease = lease;
        this.batch = batch;
        this.from = from;
        this.events = new ArrayList<>(taken.events());
        this.upTo = taken.upTo();
        this.isAtEnd = taken.isAtEnd();
    }

    /** Adds what came for the lane meanwhile. */
    void topUp(int most) {
        if (events.size() < most) {
            LaneFeed.Taken more = feed.takeNow(most - events.size());
            events.addAll(more.events());
            upTo = more.upTo();
            isAtEnd = more.isAtEnd();
        }
    }

    int size() {
        return events.size();
    }

    /** Where the lane stands when its events are applied. */
    StreamId upTo() {
        return upTo;
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    LanePositions.Move move() {
        return new LanePositions.Move(lane, from, upTo);
    }

    /** @throws LeaseLost where the lane is known to be another process's */
    void step() {
        lease.step();
    }

    /** The events to be handled; those of a key that waits go to the dead letters. */
    List<Delivery> free(UnitOfWork unit) {
        return batch.free(events, unit);
    }

    void handled() {
        batch.handled(events.size());
    }

    /** Whether the group has come to an end with it; the first decision stands. */
    void decide(boolean applied) {
        if (!isDecided) {
            isDecided = true;
            isApplied = applied;
        }
    }

    boolean isDecided() {
        return isDecided;
    }

    /** Whether it was applied together with others. */
    boolean isApplied() {
        return isApplied;
    }

    /** Applies the lane's events in transactions of its own. @return where the lane stands then */
    StreamId applyAlone() {
        return batch.apply(events, from, upTo);
    }
}
