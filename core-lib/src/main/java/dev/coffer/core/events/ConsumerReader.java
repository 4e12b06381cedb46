package dev.coffer.core.events;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream once for all lanes of a consumer that this process has, and hands each lane what is its own, unparsed. A lane
 * that cannot keep up is left behind after a moment and catches up by reads of its own; the others do not wait for it.
 */
final class ConsumerReader {

    private static final Logger log = LoggerFactory.getLogger(ConsumerReader.class);

    /** Entries of one read, those of all lanes together: few at first, more where they are small. */
    private static final int FIRST_PAGE = 64;

    private static final int LARGEST_PAGE = 1_000;

    /** So long the others wait for a lane without room: to leave it behind costs reading the same again. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Longest wait for new entries while a lane that was left behind may get room. */
    private static final Duration BLOCK_WHILE_BEHIND = Duration.ofMillis(20);

    private static final Duration WAIT_FOR_REFILL = Duration.ofMillis(20);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration REPORT_AGAIN = Duration.ofSeconds(30);

    private final LaneParts parts;
    private final int lanes;
    private final LaneWork work;
    private final List<Attached> attached = new CopyOnWriteArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private int pageSize = FIRST_PAGE;

    ConsumerReader(LaneParts parts, int lanes) {
        this.parts = parts;
        this.lanes = lanes;
        this.work = new LaneWork(parts.consumer());
    }

    /** A lane's feed as the reader sees it. */
    private static final class Attached {

        private final LaneFeed feed;
        private @Nullable StreamId reported;
        private long reportedNanos;
        private long fullNanos;
        private boolean isFull;

        private Attached(LaneFeed feed) {
            this.feed = feed;
        }

        private boolean isReportDue(long now) {
            long since = now - reportedNanos;
            return reported == null
                    || since >= REPORT_AGAIN.toNanos()
                    || since >= REPORT_EVERY.toNanos() && !feed.saved().equals(reported);
        }

        /** Whether the lane has had no room for a moment only. */
        private boolean isWorthWaitingFor(long now) {
            if (feed.hasRoom()) {
                isFull = false;
                return false;
            }
            if (!isFull) {
                isFull = true;
                fullNanos = now;
            }
            return now - fullNanos < PATIENCE.toNanos();
        }
    }

    /** Begins to read for a lane that this process has taken. */
    LaneFeed attach(int lane, String name, StreamId position, LaneGauges gauges) {
        LaneFeed feed = new LaneFeed(lane, name, position, gauges, changes::release);
        attached.add(new Attached(feed));
        changes.release();
        return feed;
    }

    /** Ends that; a lane that stops with its service stays, to be reported once more. */
    void detach(LaneFeed feed) {
        attached.removeIf(each -> each.feed == feed);
        changes.release();
    }

    /**
     * Reads until the stop signal.
     *
     * @param awaitLanes returns when all lanes have saved where they stopped
     */
    void run(Runnable awaitLanes) {
        while (!parts.stop().isGiven()) {
            try (ConsumerStream stream = parts.openStream()) {
                report(stream, attached);
                follow(stream);
                awaitLanes.run();
                report(stream, attached);
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
    }

    private void failed(RuntimeException failure) {
        if (parts.stop().isGiven()) {
            return;
        }
        attached.forEach(each -> each.feed.interrupted(failure));
        if (failure instanceof RedisException) {
            log.warn(
                    "{}: Redis is away, its lanes wait for it: {}",
                    parts.consumer().name(),
                    failure.toString());
        } else {
            log.error("{}: reading failed and starts over", parts.consumer().name(), failure);
        }
        parts.stop().pause(parts.limits().restAfterFailure());
    }

    private void follow(ConsumerStream stream) {
        while (!parts.stop().isGiven()) {
            reportWhatIsDue(stream);
            StreamId after = next();
            if (after == null) {
                awaitChange();
            } else {
                read(stream, after);
            }
        }
    }

    /** Where to read on: where the lane stands that is furthest behind and has room; null where it is better to wait. */
    private @Nullable StreamId next() {
        long now = System.nanoTime();
        StreamId next = null;
        for (Attached each : attached) {
            if (each.isWorthWaitingFor(now)) {
                return null;
            }
            StreamId handed = each.feed.handed();
            if (!each.isFull && (next == null || next.isAfter(handed))) {
                next = handed;
            }
        }
        return next;
    }

    private void read(ConsumerStream stream, StreamId after) {
        Duration block =
                isSomebodyElsewhere(after) ? BLOCK_WHILE_BEHIND : parts.limits().block();
        int count = pageSize;
        List<Delivery> page = stream.read(after, count, block);
        if (page == null) {
            attached.forEach(each -> each.feed.interrupted(null));
            report(stream, attached);
            parts.stop().pause(WAIT_FOR_REFILL);
        } else {
            handOut(page, after, page.size() < count);
            long characters =
                    page.stream().mapToLong(event -> event.envelope().length()).sum();
            pageSize =
                    characters > LaneFeed.MOST_CHARACTERS ? Math.max(1, count / 2) : Math.min(LARGEST_PAGE, count * 2);
        }
    }

    private boolean isSomebodyElsewhere(StreamId position) {
        return attached.stream().anyMatch(each -> !each.feed.handed().equals(position));
    }

    private void handOut(List<Delivery> page, StreamId after, boolean isEnd) {
        StreamId upTo = page.isEmpty() ? after : page.getLast().id();
        List<List<Delivery>> byLane = byLane(page);
        for (Attached each : attached) {
            StreamId handed = each.feed.handed();
            boolean isWithinPage = !after.isAfter(handed) && !handed.isAfter(upTo);
            if (isWithinPage && each.feed.hasRoom()) {
                List<Delivery> own = byLane.get(each.feed.lane());
                each.feed.hand(
                        handed.equals(after)
                                ? own
                                : own.stream()
                                        .filter(event -> event.id().isAfter(handed))
                                        .toList(),
                        upTo,
                        isEnd);
            }
        }
    }

    private List<List<Delivery>> byLane(List<Delivery> page) {
        List<List<Delivery>> byLane = new ArrayList<>(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            byLane.add(new ArrayList<>());
        }
        for (Delivery event : page) {
            if (work.isFor(event)) {
                byLane.get(event.laneOf(lanes)).add(event);
            }
        }
        return byLane;
    }

    private void awaitChange() {
        try {
            Duration longest = attached.isEmpty() ? parts.limits().block() : BLOCK_WHILE_BEHIND;
            if (changes.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                changes.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A position is reported before it is read from: the relay then keeps, or brings back, everything after it. */
    private void reportWhatIsDue(ConsumerStream stream) {
        long now = System.nanoTime();
        report(stream, attached.stream().filter(each -> each.isReportDue(now)).toList());
    }

    /** Tells only what is saved: a lane that starts again there must find everything after it. */
    private void report(ConsumerStream stream, List<Attached> due) {
        if (due.isEmpty()) {
            return;
        }
        Instant at = parts.clock().instant();
        Map<String, LaneReport> reports = new HashMap<>();
        for (Attached each : due) {
            StreamId saved = each.feed.saved();
            reports.put(each.feed.name(), new LaneReport(saved, at));
            each.reported = saved;
            each.reportedNanos = System.nanoTime();
        }
        stream.report(reports);
    }
}
