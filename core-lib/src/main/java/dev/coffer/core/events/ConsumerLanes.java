package dev.coffer.core.events;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lanes of one consumer, as many as its first start fixed, each on a thread of its own; and their reader on this one. */
final class ConsumerLanes implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLanes.class);

    private final LaneParts parts;
    private final MeterRegistry meters;
    private final List<LaneGauges> gauges = new CopyOnWriteArrayList<>();

    ConsumerLanes(LaneParts parts, MeterRegistry meters) {
        this.parts = parts;
        this.meters = meters;
    }

    List<EventsHealth.LaneHealth> health() {
        return gauges.stream().map(LaneGauges::health).toList();
    }

    /** Returns when every lane has stopped. */
    @Override
    public void run() {
        int count = awaitLaneCount();
        ConsumerReader reader = new ConsumerReader(parts, count);
        LaneGroup group = new LaneGroup(parts);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            LaneGauges own = new LaneGauges(meters, parts.consumer().name(), number, parts.clock());
            gauges.add(own);
            Lane lane = new Lane(parts, number, count, reader, group, own);
            threads.add(Thread.ofVirtual()
                    .name("lane-" + parts.consumer().name() + "-" + number)
                    .start(lane));
        }
        reader.run(() -> join(threads));
        join(threads);
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    /** @return 0 where the service stops before the store is there */
    private int awaitLaneCount() {
        while (!parts.stop().isGiven()) {
            try {
                int count = parts.positions().fixedLanes(parts.consumer());
                if (count != parts.consumer().lanes()) {
                    log.warn(
                            "{} declares {} lanes and keeps the {} of its first start",
                            parts.consumer().name(),
                            parts.consumer().lanes(),
                            count);
                }
                return count;
            } catch (RuntimeException failure) {
                if (!StoreFailures.isUnavailable(failure)) {
                    log.error("{} cannot be started", parts.consumer(), failure);
                    return 0;
                }
                parts.stop().pause(parts.limits().restAfterFailure());
            }
        }
        return 0;
    }
}
