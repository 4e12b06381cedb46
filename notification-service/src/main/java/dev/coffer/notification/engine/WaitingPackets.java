package dev.coffer.notification.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What waits for a client: a few packets, in order. To be used with the lock of its session only. */
final class WaitingPackets {

    private final EngineLimits limits;
    private final Condition hasRoom;
    private final Deque<String> packets = new ArrayDeque<>(2);

    WaitingPackets(EngineLimits limits, ReentrantLock lock) {
        this.limits = limits;
        this.hasRoom = lock.newCondition();
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** However many wait. */
    void add(String packet) {
        packets.add(packet);
    }

    /** Waits while many wait, for as long as a client may stall. @return whether there is room */
    boolean awaitRoom(BooleanSupplier isOver) throws InterruptedException {
        long left = limits.stall().toNanos();
        while (!isOver.getAsBoolean() && packets.size() >= limits.waiting() && left > 0) {
            left = hasRoom.awaitNanos(left);
        }
        return packets.size() < limits.waiting();
    }

    /** All of them; none waits any more. */
    List<String> take() {
        List<String> taken = new ArrayList<>(packets);
        drop();
        return taken;
    }

    /** All of them as the answer to a request, which is never empty. @param isLast whether the session ends with it */
    String takeJoined(boolean isLast) {
        List<String> taken = take();
        if (isLast) {
            taken.add(EnginePacket.of(EnginePacket.CLOSE));
        }
        return taken.isEmpty() ? EnginePacket.of(EnginePacket.NOOP) : EnginePacket.joined(taken);
    }

    void drop() {
        packets.clear();
        hasRoom.signalAll();
    }
}
