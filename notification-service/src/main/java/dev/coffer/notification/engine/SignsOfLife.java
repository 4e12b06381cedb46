package dev.coffer.notification.engine;

/** When a client was last heard of, and what is due because of that. Times are those of {@link System#nanoTime}. */
final class SignsOfLife {

    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        END
    }

    private final EngineLimits limits;
    private final long begun;
    private volatile long heard;
    private long pinged;

    SignsOfLife(EngineLimits limits, long now) {
        this.limits = limits;
        this.begun = now;
        this.heard = now;
        this.pinged = now;
    }

    void heard(long now) {
        heard = now;
    }

    /** Called by one thread. @param isStranger whether nobody has signed in by it */
    Due due(long now, boolean isStranger) {
        long silence = limits.pingInterval().plus(limits.pingTimeout()).toNanos();
        if (now - heard > silence
                || (isStranger && now - begun > limits.signIn().toNanos())) {
            return Due.END;
        }
        if (now - pinged < limits.pingInterval().toNanos()) {
            return Due.NOTHING;
        }
        pinged = now;
        return Due.PING;
    }
}
