package dev.coffer.core.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a consumer's reader and one of its lanes: what was read for the lane and is not taken yet, and how far the
 * lane has saved its position, which the reader reports. One thread on each side.
 */
final class LaneFeed {

    /** Events that wait for the lane, beyond which its reader leaves the lane to catch up by itself. */
    static final int MOST_EVENTS = 1_000;

    /** Likewise, their size in characters. */
    static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private final int lane;
    private final String name;
    private final LaneGauges gauges;
    private final Runnable onRoom;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isHanded = lock.newCondition();
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private int characters;
    private StreamId handed;
    private boolean isAtEnd;
    private volatile StreamId saved;

    /**
     * @param name "consumer/lane"
     * @param position from where the lane reads on
     * @param onRoom called when the lane has room again
     */
    LaneFeed(int lane, String name, StreamId position, LaneGauges gauges, Runnable onRoom) {
        this.lane = lane;
        this.name = name;
        this.handed = position;
        this.saved = position;
        this.gauges = gauges;
        this.onRoom = onRoom;
    }

    /**
     * What a lane is to do next.
     *
     * @param events its own, in order, possibly none
     * @param upTo where it stands when they are applied
     * @param isAtEnd whether the stream had nothing after them when it was read last
     */
    record Taken(List<Delivery> events, StreamId upTo, boolean isAtEnd) {}

    int lane() {
        return lane;
    }

    String name() {
        return name;
    }

    /** How far the lane has saved its position. */
    StreamId saved() {
        return saved;
    }

    void saved(StreamId position) {
        saved = position;
    }

    /** Up to where everything was handed over. */
    StreamId handed() {
        lock.lock();
        try {
            return handed;
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            return waiting.size() < MOST_EVENTS && characters < MOST_CHARACTERS;
        } finally {
            lock.unlock();
        }
    }

    /** @param events the lane's own after {@link #handed}, without a gap up to {@code upTo} */
    void hand(List<Delivery> events, StreamId upTo, boolean isEnd) {
        lock.lock();
        try {
            for (Delivery event : events) {
                waiting.add(event);
                characters += event.envelope().length();
            }
            handed = upTo;
            isAtEnd = isEnd;
            if (!events.isEmpty()) {
                isHanded.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The stream cannot be read at the moment; null where it is only not complete. */
    void interrupted(@Nullable RuntimeException failure) {
        lock.lock();
        try {
            isAtEnd = false;
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            gauges.failed(failure);
        }
    }

    /** Waits for at least one event of the lane's own, but not longer than that. */
    Taken take(int most, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = isHanded.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return takeNow(most);
    }

    /** {@link #take} without waiting. */
    Taken takeNow(int most) {
        boolean hasRoomAgain;
        Taken taken;
        lock.lock();
        try {
            boolean wasFull = !hasRoom();
            taken = takeWaiting(most);
            hasRoomAgain = wasFull && hasRoom();
        } finally {
            lock.unlock();
        }
        if (hasRoomAgain) {
            onRoom.run();
        }
        return taken;
    }

    private Taken takeWaiting(int most) {
        List<Delivery> events = new ArrayList<>(Math.min(most, waiting.size()));
        while (events.size() < most && !waiting.isEmpty()) {
            Delivery event = waiting.remove();
            characters -= event.envelope().length();
            events.add(event);
        }
        boolean isAll = waiting.isEmpty();
        return new Taken(events, isAll ? handed : events.getLast().id(), isAll && isAtEnd);
    }
}
