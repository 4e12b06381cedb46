package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.util.List;

/** What a wallet of a user tells of a transfer that is about a bonus. */
final class BonusTelling {

    private BonusTelling() {}

    /** @param own the wallet's entries of the transfer */
    static Object of(Transfer transfer, String walletId, String userId, List<Entry> own) {
        BonusStep step = BonusStep.of(transfer.metadata());
        String amount = transfer.amount().toDecimal();
        String currency = transfer.amount().currency().code();
        String at = transfer.at().toString();
        return switch (transfer.type()) {
            case BONUS_AWARD ->
                new BonusEvents.Credited(
                        step.awardId(),
                        transfer.id(),
                        walletId,
                        userId,
                        amount,
                        currency,
                        own.getFirst().pocket(),
                        at);
            case BONUS_LOCK ->
                new BonusEvents.Locked(
                        step.awardId(), step.round(), transfer.id(), walletId, userId, amount, currency, at);
            default ->
                new BonusEvents.Closed(
                        step.awardId(),
                        step.round(),
                        transfer.id(),
                        walletId,
                        userId,
                        into(own, Pocket.REAL, transfer).toDecimal(),
                        own.stream()
                                .map(Entry::amount)
                                .reduce(Money.zero(transfer.amount().currency()), Money::minus)
                                .toDecimal(),
                        into(own, Pocket.BONUS, transfer).toDecimal(),
                        currency,
                        at);
        };
    }

    private static Money into(List<Entry> own, Pocket pocket, Transfer transfer) {
        return own.stream()
                .filter(entry -> entry.pocket() == pocket)
                .map(Entry::amount)
                .reduce(Money.zero(transfer.amount().currency()), Money::plus);
    }
}
