package dev.coffer.core.saga;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.trace.Traces;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the workers of a process share.
 *
 * @param isGraceOver whether a waiting step may be called late, see {@link SagaLimits#grace}
 */
record WorkerParts(
        MongoSagas store,
        Transactions transactions,
        SagaLimits limits,
        Clock clock,
        SagaGauges gauges,
        SagaProbe probe,
        Traces traces,
        Supplier<Boolean> graceOver) {

    boolean isGraceOver() {
        return graceOver.get();
    }
}
