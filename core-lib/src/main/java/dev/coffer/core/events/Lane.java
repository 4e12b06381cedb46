package dev.coffer.core.events;

import dev.coffer.core.store.StoreFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane of a consumer: takes its lease and works, again and again, whatever fails. */
final class Lane implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** How often a lease that another has is looked for in its time. */
    private static final int LOOKS_PER_LEASE = 10;

    private final LaneParts parts;
    private final int number;
    private final String name;
    private final int lanes;
    private final ConsumerReader reader;
    private final LaneGroup group;
    private final LaneGauges gauges;

    /** @param group the consumer's lanes in this process */
    Lane(LaneParts parts, int number, int lanes, ConsumerReader reader, LaneGroup group, LaneGauges gauges) {
        this.parts = parts;
        this.number = number;
        this.name = parts.consumer().name() + "/" + number;
        this.lanes = lanes;
        this.reader = reader;
        this.group = group;
        this.gauges = gauges;
    }

    @Override
    public void run() {
        while (!parts.stop().isGiven()) {
            try {
                StreamId position = parts.positions().acquire(name);
                gauges.isHeld(position != null);
                if (position == null) {
                    parts.stop().pause(parts.limits().lease().dividedBy(LOOKS_PER_LEASE));
                } else {
                    hold(position);
                }
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
        gauges.isHeld(false);
    }

    private void hold(StreamId position) {
        LaneFeed feed = reader.attach(number, name, position, gauges);
        try (LaneLease lease =
                LaneLease.keep(parts.positions(), name, parts.limits().lease())) {
            new LaneRun(parts, feed, group, lanes, lease, gauges, position).run();
        } catch (RuntimeException failure) {
            reader.detach(feed);
            throw failure;
        }
        parts.positions().release(name);
    }

    private void failed(RuntimeException failure) {
        if (parts.stop().isGiven()) {
            return;
        }
        gauges.failed(failure);
        if (failure instanceof LeaseLost lost) {
            log.info("{}: {}", name, lost.getMessage());
        } else if (StoreFailures.isUnavailable(failure)) {
            log.warn("{}: MongoDB is away, the lane waits for it: {}", name, failure.toString());
        } else {
            log.error("{}: the lane failed and starts over", name, failure);
        }
        parts.stop().pause(parts.limits().restAfterFailure());
    }
}
