package dev.coffer.core.ops;

import org.springframework.context.SmartLifecycle;

/** Starts something when all of a service is there, and stops it in its turn: the higher the phase, the earlier it stops. */
public final class PhasedLifecycle implements SmartLifecycle {

    /** After the notice to balancers and before the web server, which waits for requests under way: subscriptions would never end. */
    public static final int BEFORE_WEB_SERVER = Integer.MAX_VALUE - 1;

    private final int phase;
    private final Runnable start;
    private final Runnable stop;
    private volatile boolean isRunning;

    public PhasedLifecycle(int phase, Runnable start, Runnable stop) {
        this.phase = phase;
        this.start = start;
        this.stop = stop;
    }

    /** For what runs by itself. */
    public static PhasedLifecycle stopping(int phase, Runnable stop) {
        return new PhasedLifecycle(phase, () -> {}, stop);
    }

    @Override
    public void start() {
        start.run();
        isRunning = true;
    }

    @Override
    public void stop() {
        stop.run();
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
