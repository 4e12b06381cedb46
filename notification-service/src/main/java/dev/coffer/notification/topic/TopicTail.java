package dev.coffer.notification.topic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The end of one topic, read once for all who follow it at this replica. */
public final class TopicTail {

    private static final int KEPT = 200;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(250).toNanos();
    private static final long UNREAD = -1;

    private final String tenantId;
    private final TopicName topic;
    private final TopicLog log;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong wanted = new AtomicLong();
    private final Deque<TopicMessage> known = new ArrayDeque<>();
    private volatile boolean isDoubtful;
    private long head = UNREAD;
    private long readAt;

    TopicTail(String tenantId, TopicName topic, TopicLog log) {
        this.tenantId = tenantId;
        this.topic = topic;
        this.log = log;
    }

    public String tenantId() {
        return tenantId;
    }

    public TopicName topic() {
        return topic;
    }

    /** There is something new up to this position, or may be where it is negative. */
    public void heard(long seq) {
        if (seq < 0) {
            isDoubtful = true;
        } else {
            wanted.accumulateAndGet(seq, Math::max);
        }
    }

    /** The position of the last; 0 where it was never told anything. */
    public long last() {
        reading.lock();
        try {
            catchUp();
            return head;
        } finally {
            reading.unlock();
        }
    }

    /** In their order, from memory where they are recent. */
    public List<TopicMessage> after(long seq, int most) {
        reading.lock();
        try {
            catchUp();
            if (!known.isEmpty() && known.getFirst().seq() <= seq + 1) {
                return known.stream()
                        .filter(message -> message.seq() > seq)
                        .limit(most)
                        .toList();
            }
        } finally {
            reading.unlock();
        }
        return log.after(tenantId, topic, seq, most);
    }

    /** Many ask at once: one reads for all of them. */
    private void catchUp() {
        boolean isOld = isDoubtful && System.nanoTime() - readAt > LOOK_AGAIN_NANOS;
        if (head != UNREAD && head >= wanted.get() && !isOld) {
            return;
        }
        isDoubtful = false;
        long last = log.last(tenantId, topic);
        if (head != UNREAD && last > head) {
            known.addAll(log.after(tenantId, topic, head, KEPT));
        }
        if (last - head > KEPT || (!known.isEmpty() && known.getLast().seq() < last)) {
            known.clear();
        }
        while (known.size() > KEPT) {
            known.removeFirst();
        }
        head = Math.max(last, known.isEmpty() ? last : known.getLast().seq());
        readAt = System.nanoTime();
    }
}
