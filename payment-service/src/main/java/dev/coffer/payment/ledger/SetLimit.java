package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitTerms;
import org.jspecify.annotations.Nullable;

/**
 * Sets a limit for one user: see {@link dev.coffer.payment.usage.PersonalLimit} for when it holds.
 *
 * @param source {@link LimitSource#OWN} or {@link LimitSource#STAFF}: each has limits of its own
 * @param maximum zero or more, in minor units of the limit currency; null for none
 * @param terms of the tenant at the time of the request
 */
public record SetLimit(
        String tenantId,
        String userId,
        LimitSource source,
        LimitScope scope,
        @Nullable Long maximum,
        LimitTerms terms) implements UsageCommand {

    public SetLimit {
        if (source != LimitSource.OWN && source != LimitSource.STAFF) {
            throw new IllegalArgumentException("A limit for one user is not set by " + source);
        }
    }
}
