package dev.coffer.payment.deposit;

import dev.coffer.payment.provider.HearsProvider;
import dev.coffer.payment.provider.ProviderFact;
import java.time.Clock;

/** Has the provider asked again, soon, about a deposit of which it says that there is news. */
final class HearCharges implements HearsProvider {

    private static final String KEY_PREFIX = "deposit/";

    private final Deposits deposits;
    private final DepositSettings settings;
    private final Clock clock;

    HearCharges(Deposits deposits, DepositSettings settings, Clock clock) {
        this.deposits = deposits;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Heard hear(ProviderFact fact) {
        if (!(fact instanceof ProviderFact.ChargeChanged) || !fact.key().startsWith(KEY_PREFIX)) {
            return Heard.UNKNOWN;
        }
        String id = fact.key().substring(KEY_PREFIX.length());
        Deposit deposit = deposits.find(fact.tenantId(), id);
        if (deposit == null) {
            return Heard.UNKNOWN;
        }
        if (!(deposit.state() instanceof DepositState.Pending)) {
            return Heard.NOTHING_NEW;
        }
        // Who has the lease may have asked just before the news: it must not be lost to their postponing.
        return deposits.hasten(deposit.tenantId(), id, settings.window(clock.instant())) ? Heard.TAKEN : Heard.LATER;
    }
}
