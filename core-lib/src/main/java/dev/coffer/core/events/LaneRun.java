package dev.coffer.core.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane while this process has it: reads its stream from its position until something fails or the service stops. */
final class LaneRun {

    /** A lane without events of its own saves its position this often, so that the stream can be trimmed behind it. */
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration REPORT_AGAIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AT_LETTERS = Duration.ofSeconds(2);
    private static final Duration WAIT_FOR_REFILL = Duration.ofMillis(20);

    /** Entries of all lanes come together; more than this at once would be memory for nothing. */
    private static final int MOST_READ = 1_000;

    private final LaneParts parts;
    private final LaneStream stream;
    private final String name;
    private final int number;
    private final int lanes;
    private final LaneGauges gauges;
    private final LaneBatch batch;
    private final int readCount;
    private StreamId stored;
    private StreamId current;
    private @Nullable StreamId reported;
    private final Due renewal;
    private final Due saving = new Due(SAVE_EVERY);
    private final Due reporting = new Due(REPORT_EVERY);
    private final Due reportingAgain = new Due(REPORT_AGAIN);
    private final LaneLetters letters;
    private final Due lookingAtLetters = new Due(LOOK_AT_LETTERS);

    LaneRun(
            LaneParts parts,
            LaneStream stream,
            String name,
            int number,
            int lanes,
            LaneGauges gauges,
            StreamId position) {
        this.parts = parts;
        this.stream = stream;
        this.name = name;
        this.number = number;
        this.lanes = lanes;
        this.gauges = gauges;
        this.batch = new LaneBatch(parts, name, gauges);
        this.letters = new LaneLetters(parts, name, number, lanes, gauges);
        this.readCount = Math.min(MOST_READ, parts.limits().laneBatch() * lanes);
        this.stored = position;
        this.current = position;
        this.renewal = new Due(parts.limits().lease().dividedBy(3));
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
        report();
        while (!parts.stop().isGiven()) {
            housekeep();
            List<Delivery> deliveries =
                    stream.read(current, readCount, parts.limits().block());
            if (deliveries == null) {
                report();
                parts.stop().pause(WAIT_FOR_REFILL);
            } else {
                handle(deliveries);
            }
        }
        savePosition();
        report();
    }

    private void handle(List<Delivery> deliveries) {
        if (!deliveries.isEmpty()) {
            apply(deliveries);
        }
        if (deliveries.size() < readCount) {
            gauges.caughtUp();
            if (!deliveries.isEmpty()) {
                parts.stop().pause(parts.limits().laneLinger());
            }
        }
    }

    private void apply(List<Delivery> deliveries) {
        List<Delivery> mine = new ArrayList<>();
        StreamId last = deliveries.getLast().id();
        for (Delivery delivery : deliveries) {
            if (delivery.laneOf(lanes) == number && batch.isFor(delivery)) {
                mine.add(delivery);
                if (mine.size() >= parts.limits().laneBatch()) {
                    if (!applyUpTo(mine, delivery.id())) {
                        return;
                    }
                    mine.clear();
                }
            }
        }
        if (mine.isEmpty()) {
            current = last;
        } else {
            applyUpTo(mine, last);
        }
        gauges.at(current);
    }

    /** @return false where a stop came before the end */
    private boolean applyUpTo(List<Delivery> mine, StreamId to) {
        stored = batch.apply(List.copyOf(mine), stored, to);
        current = stored;
        return stored.equals(to);
    }

    private void housekeep() {
        if (renewal.isDue()) {
            parts.positions().renew(name);
        }
        if (lookingAtLetters.isDue()) {
            letters.settle();
            batch.refreshBlockedKeys();
        }
        if (saving.isDue()) {
            savePosition();
        }
        if ((reporting.isDue() && !stored.equals(reported)) || reportingAgain.isDue()) {
            report();
        }
    }

    private void savePosition() {
        if (current.isAfter(stored)) {
            parts.positions().pass(name, stored, current);
            stored = current;
        }
    }

    /** Tells only what is saved: a lane that starts again here must find everything after it. */
    private void report() {
        stream.report(name, stored, parts.clock().instant());
        reported = stored;
    }
}
