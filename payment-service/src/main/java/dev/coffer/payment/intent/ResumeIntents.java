package dev.coffer.payment.intent;

import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up payment intents that are due: left by a process that ended in the middle, or whose time is over. Any number of replicas may
 * do so at once; each intent is with one of them.
 *
 * <p>Metric {@code coffer.payment.intents.failures} counts tries that failed here.
 */
final class ResumeIntents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeIntents.class);

    private final PaymentIntents intents;
    private final AdvanceIntent advanceIntent;
    private final IntentSettings settings;
    private final Sweep sweep;

    ResumeIntents(PaymentIntents intents, AdvanceIntent advanceIntent, IntentSettings settings, MeterRegistry meters) {
        this.intents = intents;
        this.advanceIntent = advanceIntent;
        this.settings = settings;
        this.sweep = new Sweep(
                "resume-payment-intents",
                settings.sweepEvery(),
                meters.counter("coffer.payment.intents.failures")::increment);
    }

    /** Sweeps now and then every {@link IntentSettings#sweepEvery}. */
    void start() {
        sweep.start(
                "Payment intents that are due were not looked for",
                () -> sweep.together(
                        intents.due(settings.sweepBatch()),
                        due -> "Payment intent " + due.id() + " was not resumed",
                        this::resume));
    }

    private void resume(PaymentIntents.Due due) {
        PaymentIntent taken = intents.takeUp(due.tenantId(), due.id(), settings.lease());
        if (taken != null) {
            PaymentIntent advanced = advanceIntent.advance(taken);
            LOG.info("Resumed payment intent {}: {}", advanced.id(), advanced.status());
        }
    }

    /** Lets the sweep that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
