package dev.coffer.auth.code;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what becomes of codes, by purpose. */
final class CodeMeters {

    private static final String PURPOSE = "purpose";

    private final MeterRegistry registry;

    CodeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void issued(CodePurpose purpose) {
        registry.counter("coffer.auth.codes.issued", PURPOSE, name(purpose)).increment();
    }

    void refused(CodePurpose purpose) {
        registry.counter("coffer.auth.codes.refused", PURPOSE, name(purpose)).increment();
    }

    void checked(CodePurpose purpose, CodeCheck check) {
        String outcome = switch (check) {
            case CodeCheck.Right _ -> "right";
            case CodeCheck.Wrong _ -> "wrong";
            case CodeCheck.Over _ -> "over";
        };
        registry.counter("coffer.auth.codes.checked", PURPOSE, name(purpose), "outcome", outcome)
                .increment();
    }

    private static String name(CodePurpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
