package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Exclusion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps a user from paying in and betting, by their own will. @param until null for ever */
public record Exclude(
        String tenantId,
        String userId,
        Exclusion.Kind kind,
        @Nullable Instant until) implements UsageCommand {}
