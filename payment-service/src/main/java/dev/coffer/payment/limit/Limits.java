package dev.coffer.payment.limit;

import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Usages;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.usage.CountUsage;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.usage.Usage;
import dev.coffer.payment.usage.Verdict;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What use cases that move money need of limits. */
public final class Limits {

    private final TenantTerms terms;
    private final Usages usages;
    private final Clock clock;

    Limits(TenantTerms terms, Usages usages, Clock clock) {
        this.terms = terms;
        this.usages = usages;
        this.clock = clock;
    }

    /**
     * To be given to a {@link dev.coffer.payment.ledger.Post} or {@link dev.coffer.payment.ledger.HoldFunds}, which is then booked
     * only if the user's limits allow it, and counted in the same commit.
     *
     * @param userId whose limits
     * @param amount more than zero, in any currency
     */
    public Counted counted(String tenantId, String userId, CountedAs as, Money amount) {
        return new Counted(userId, as, amount, terms.of(tenantId));
    }

    /** What a payment counts: a withdrawal of the payer's; null where both wallets are one user's, as nothing leaves them. */
    public @Nullable Counted paid(String tenantId, WalletOwner from, WalletOwner to, Money amount) {
        return from instanceof WalletOwner.User payer && !to.equals(payer)
                ? counted(tenantId, payer.userId(), CountedAs.WITHDRAWAL, amount)
                : null;
    }

    /**
     * Whether it would be refused now, so that nothing need be done outside first. The ledger's commit asks again, and only that
     * is binding.
     *
     * @param balance of the wallet afterwards, where it is paid into; null otherwise
     * @return null when it would be carried out
     */
    public Verdict.@Nullable Refused refusal(String tenantId, Counted counted, @Nullable Money balance) {
        Usage usage = usages.of(tenantId, counted.userId());
        return switch (CountUsage.count(usage, counted, clock.instant())) {
            case Verdict.Refused refused -> refused;
            case Verdict.Fits fits -> balance == null ? null : CountUsage.balance(fits.usage(), counted, balance);
        };
    }
}
