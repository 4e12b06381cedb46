package dev.coffer.gateway.execute;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be held at one time for one purpose, in the whole process. Used by all event loops. */
public final class ByteBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** @param most at least 1 */
    public ByteBudget(long most) {
        if (most < 1) {
            throw new IllegalArgumentException("a budget is at least 1 byte, not " + most);
        }
        this.most = most;
    }

    /** A budget that never ends. */
    static ByteBudget endless() {
        return new ByteBudget(Long.MAX_VALUE);
    }

    /** Takes bytes where there is room for them; otherwise nothing, and false. */
    public boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** Takes bytes that are held already, whether there is room for them or not. */
    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /** What is held now. */
    public long held() {
        return held.get();
    }
}
