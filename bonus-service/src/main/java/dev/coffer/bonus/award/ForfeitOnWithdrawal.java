package dev.coffer.bonus.award;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Ends awards whose terms say so when their player withdraws. */
final class ForfeitOnWithdrawal {

    static final String REASON = "A withdrawal was asked for while the bonus was being wagered.";

    private final Awards awards;
    private final ChangeAward change;

    ForfeitOnWithdrawal(Awards awards, ChangeAward change) {
        this.awards = awards;
        this.change = change;
    }

    /** What this service reads of {@code wallet.withdrawal.requested}. */
    record Requested(String userId, String walletId) {

        static final String TYPE = "wallet.withdrawal.requested";
    }

    Consumer consumer() {
        return Consumer.named("bonus-withdrawals").from("payment").on(Requested.TYPE, Requested.class, this::hear);
    }

    /** Of the wallet that is withdrawn from. */
    private void hear(Received<Requested> event, UnitOfWork unit) {
        Requested told = event.data();
        for (Award award : awards.open(unit, event.envelope().tenantId(), told.userId())) {
            boolean isOfWallet = told.walletId().equals(award.money().walletId());
            if (isOfWallet && award.terms().forfeitsOnWithdrawal()) {
                change.end(unit, award, Ending.FORFEITED, REASON);
            }
        }
    }
}
