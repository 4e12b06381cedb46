package dev.coffer.payment.deposit;

import dev.coffer.payment.provider.HearsProvider;
import dev.coffer.payment.provider.ProviderFact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the provider asked again, soon, about a deposit of which it says that there is news.
 *
 * <p>Metric {@code coffer.payment.deposits.returned} counts deposits that are completed and whose payer has money of them back, by
 * somebody's doing at the provider: the wallet still has it, and somebody has to look.
 */
final class HearCharges implements HearsProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HearCharges.class);
    private static final String KEY_PREFIX = "deposit/";

    private final Deposits deposits;
    private final DepositSettings settings;
    private final Clock clock;
    private final Counter returned;
    private final Counter contradictions;

    HearCharges(Deposits deposits, DepositSettings settings, Clock clock, MeterRegistry meters) {
        this.contradictions = meters.counter(AdvanceDeposit.CONTRADICTIONS);
        this.returned = meters.counter("coffer.payment.deposits.returned");
        this.deposits = deposits;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Heard hear(ProviderFact fact) {
        boolean isReturned = fact instanceof ProviderFact.ChargeReturned;
        if (!(isReturned || fact instanceof ProviderFact.ChargeChanged)
                || !fact.key().startsWith(KEY_PREFIX)) {
            return Heard.UNKNOWN;
        }
        String id = fact.key().substring(KEY_PREFIX.length());
        Deposit deposit = deposits.find(fact.tenantId(), id);
        if (deposit == null) {
            return Heard.UNKNOWN;
        }
        if (isReturned && deposit.state() instanceof DepositState.Completed) {
            returned.increment();
            LOG.error("Deposit {} is credited, and the payer has money of it back: look at the provider's books", id);
        }
        if (!isReturned && deposit.state() instanceof DepositState.Declined declined && declined.byHand() != null) {
            contradictions.increment();
            LOG.error("Deposit {} was said not to be taken, and the provider has news of it: look at its books", id);
        }
        if (!(deposit.state() instanceof DepositState.Pending)) {
            return Heard.NOTHING_NEW;
        }
        // Who has the lease may have asked just before the news: it must not be lost to their postponing.
        return deposits.hasten(deposit.tenantId(), id, settings.window(clock.instant())) ? Heard.TAKEN : Heard.LATER;
    }
}
