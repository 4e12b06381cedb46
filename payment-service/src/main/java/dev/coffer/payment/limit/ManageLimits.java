package dev.coffer.payment.limit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Exclude;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.SetLimit;
import dev.coffer.payment.ledger.UsageCommand;
import dev.coffer.payment.ledger.UsageResult;
import dev.coffer.payment.ledger.Usages;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitTerms;
import dev.coffer.payment.usage.Usage;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows and sets limits and exclusions. What is so already is answered as it is, so a repeat needs no key. */
final class ManageLimits {

    private final TenantTerms terms;
    private final Usages usages;
    private final Bookings bookings;
    private final Clock clock;

    ManageLimits(TenantTerms terms, Usages usages, Bookings bookings, Clock clock) {
        this.terms = terms;
        this.usages = usages;
        this.bookings = bookings;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        /** What holds now. */
        record Holds(LimitsView limits) implements Result {}

        record Refused(LedgerRefusal code, String message) implements Result {}
    }

    LimitsView of(String tenantId, String userId) {
        return view(tenantId, usages.of(tenantId, userId));
    }

    /**
     * @param source {@link LimitSource#OWN} for the caller's own, {@link LimitSource#STAFF} for another user's
     * @param maximum zero or more; null for no limit
     * @throws CodedException UNAVAILABLE
     */
    Result set(Caller caller, String userId, LimitSource source, LimitScope scope, @Nullable Money maximum) {
        LimitTerms now = terms.of(caller.tenantId());
        if (maximum != null && !maximum.currency().equals(now.currency())) {
            return new Result.Refused(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Limits are kept in " + now.currency() + ", not in " + maximum.currency() + ".");
        }
        return change(
                new SetLimit(caller.tenantId(), userId, source, scope, maximum == null ? null : maximum.minor(), now));
    }

    /**
     * Keeps the caller from paying in and betting.
     *
     * @throws CodedException INVALID_INPUT when it would be over already, or is a break without an end; UNAVAILABLE
     */
    Result exclude(Caller caller, Exclusion.Kind kind, @Nullable Instant until) {
        if (until == null && kind == Exclusion.Kind.COOL_OFF) {
            throw CodedException.invalid("input.until", "A cool-off is over at some time; say when.");
        }
        if (until != null && !until.isAfter(clock.instant())) {
            throw CodedException.invalid("input.until", "It would be over already; name a time ahead.");
        }
        return change(new Exclude(caller.tenantId(), caller.userId(), kind, until));
    }

    private Result change(UsageCommand command) {
        return switch (bookings.change(command)) {
            case UsageResult.Changed(Usage usage) -> new Result.Holds(view(command.tenantId(), usage));
            case UsageResult.Refused(LedgerRefusal code, String message) -> new Result.Refused(code, message);
        };
    }

    private LimitsView view(String tenantId, Usage usage) {
        return LimitsView.of(usage, terms.of(tenantId), clock.instant());
    }
}
