package dev.coffer.kyc.screening.list;

import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks for work every so often on a thread of its own, and goes on while there is some. A look that fails is told and counted. */
public final class Lookout implements AutoCloseable {

    private final String name;
    private final BooleanSupplier look;
    private final Sweep sweep;

    /** @param look does one piece of work; false where there is none */
    public Lookout(String name, Duration every, Counter failures, BooleanSupplier look) {
        this.name = name;
        this.look = look;
        this.sweep = new Sweep(name, every, failures::increment);
    }

    public void start() {
        sweep.start("The work of " + name + " was not done", this::work);
    }

    private void work() {
        boolean isMore = true;
        while (isMore && !sweep.isStopping()) {
            isMore = look.getAsBoolean();
        }
    }

    /** Lets the look that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
