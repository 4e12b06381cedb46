package dev.coffer.core.ops;

import dev.coffer.core.store.InvalidAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence, instead of a chain of failed beans, which setting keeps a service from starting. */
final class InvalidAddressAnalysis extends AbstractFailureAnalyzer<InvalidAddress> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidAddress cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set it in the environment (COFFER_MONGODB_URI, COFFER_REDIS_URI) or start everything with"
                        + " './coffer up', which finds or starts both stores.",
                cause);
    }
}
