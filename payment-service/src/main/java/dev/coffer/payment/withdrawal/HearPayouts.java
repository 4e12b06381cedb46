package dev.coffer.payment.withdrawal;

import dev.coffer.payment.provider.HearsProvider;
import dev.coffer.payment.provider.ProviderFact;

/** Settles withdrawals by what the provider tells of its own accord. The sweep does the rest, and soon: they are due at once. */
final class HearPayouts implements HearsProvider {

    private final Withdrawals withdrawals;
    private final SettlePayout settlePayout;

    HearPayouts(Withdrawals withdrawals, SettlePayout settlePayout) {
        this.withdrawals = withdrawals;
        this.settlePayout = settlePayout;
    }

    @Override
    public Heard hear(ProviderFact fact) {
        if (!fact.key().startsWith(Withdrawal.KEY_PREFIX)) {
            return Heard.UNKNOWN;
        }
        String id = fact.key().substring(Withdrawal.KEY_PREFIX.length());
        Withdrawal before = withdrawals.find(fact.tenantId(), id);
        if (before == null) {
            return Heard.UNKNOWN;
        }
        Withdrawal after = switch (fact) {
            case ProviderFact.ChargeChanged charge -> before;
            case ProviderFact.ChargeReturned charge -> before;
            case ProviderFact.PayoutPaid paid -> settlePayout.tellPaid(paid.tenantId(), id, paid.reference());
            case ProviderFact.PayoutFailed failed ->
                settlePayout.tellFailed(
                        failed.tenantId(),
                        id,
                        failed.code().name(),
                        failed.code().meaning());
        };
        return after.version() == before.version() ? Heard.NOTHING_NEW : Heard.TAKEN;
    }
}
