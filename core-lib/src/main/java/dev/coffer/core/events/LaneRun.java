package dev.coffer.core.events;

import java.time.Duration;

/** A lane while this process has it: applies what its reader hands it until something fails or the service stops. */
final class LaneRun {

    /** A lane without events of its own saves its position this often, so that the stream can be trimmed behind it. */
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

    private static final Duration LOOK_AT_LETTERS = Duration.ofSeconds(2);
    private final LaneParts parts;
    private final LaneFeed feed;
    private final LaneGroup group;
    private final String name;
    private final LaneLease lease;
    private final LaneGauges gauges;
    private final LaneBatch batch;
    private final LaneLetters letters;
    private StreamId stored;
    private StreamId current;
    private final Due saving = new Due(SAVE_EVERY);
    private final Due lookingAtLetters = new Due(LOOK_AT_LETTERS);

    LaneRun(
            LaneParts parts,
            LaneFeed feed,
            LaneGroup group,
            int lanes,
            LaneLease lease,
            LaneGauges gauges,
            StreamId position) {
        this.parts = parts;
        this.feed = feed;
        this.group = group;
        this.name = feed.name();
        this.lease = lease;
        this.gauges = gauges;
        this.batch = new LaneBatch(parts, name, lease, gauges);
        this.letters = new LaneLetters(parts, name, feed.lane(), lanes, lease, gauges);
        this.stored = position;
        this.current = position;
    }

    /** Something to be done once in a while. */
    private static final class Due {

        private final long everyNanos;
        private long doneNanos = System.nanoTime();

        Due(Duration every) {
            this.everyNanos = every.toNanos();
        }

        boolean isDue() {
            if (System.nanoTime() - doneNanos < everyNanos) {
                return false;
            }
            doneNanos = System.nanoTime();
            return true;
        }
    }

    void run() {
        batch.refreshBlockedKeys();
        try {
            while (!parts.stop().isGiven()) {
                housekeep();
                apply(feed.take(parts.limits().laneBatch(), parts.limits().block()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        savePosition();
    }

    private void apply(LaneFeed.Taken taken) throws InterruptedException {
        LaneShare share = new LaneShare(feed, lease, batch, stored, taken);
        if (share.size() == 0) {
            current = share.upTo();
        } else {
            saved(group.apply(share));
            current = stored;
        }
        gauges.at(current);
        if (share.isAtEnd()) {
            gauges.caughtUp();
        }
        boolean isSmall = share.size() > 0 && share.size() < parts.limits().laneBatch();
        if (isSmall && !share.isApplied()) {
            parts.stop().pause(parts.limits().laneLinger());
        }
    }

    private void housekeep() {
        lease.step();
        if (lookingAtLetters.isDue()) {
            letters.settle();
            batch.refreshBlockedKeys();
        }
        if (saving.isDue()) {
            savePosition();
        }
    }

    private void savePosition() {
        if (current.isAfter(stored)) {
            parts.positions().pass(name, stored, current);
            saved(current);
        }
    }

    private void saved(StreamId position) {
        stored = position;
        feed.saved(position);
    }
}
