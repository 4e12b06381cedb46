package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.LedgerEvents.Side;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one wallet of a user tells of a transfer that touched it. */
final class Telling {

    private final Transfer transfer;
    private final String walletId;
    private final String userId;
    private final List<Entry> own;
    private final String amount;
    private final String currency;
    private final String at;

    private Telling(Transfer transfer, Transfer.Party party, WalletOwner.User user) {
        this.transfer = transfer;
        this.walletId = party.walletId();
        this.userId = user.userId();
        this.own = transfer.entries().stream()
                .filter(entry -> entry.walletId().equals(walletId))
                .toList();
        this.amount = transfer.amount().toDecimal();
        this.currency = transfer.amount().currency().code();
        this.at = transfer.at().toString();
    }

    /** The event's data: one of the records in {@link LedgerEvents}. */
    static Object of(Transfer transfer, Transfer.Party party, WalletOwner.User user) {
        return new Telling(transfer, party, user).event();
    }

    private Object event() {
        return switch (transfer.type()) {
            case DEPOSIT ->
                new LedgerEvents.DepositCompleted(
                        transfer.id(),
                        walletId,
                        userId,
                        amount,
                        fee(),
                        currency,
                        balance(),
                        at,
                        transfer.metadata().get(Transfer.METHOD_ID));
            case PAYMENT, FEE ->
                new LedgerEvents.TransferCompleted(
                        transfer.id(),
                        walletId,
                        userId,
                        side(),
                        amount,
                        fee(),
                        currency,
                        counterparty(),
                        balanceOrNull(),
                        at);
            case WITHDRAWAL ->
                new LedgerEvents.WithdrawalCompleted(
                        transfer.id(),
                        walletId,
                        userId,
                        amount,
                        fee(),
                        currency,
                        transfer.links().holdId(),
                        at);
            case REVERSAL ->
                new LedgerEvents.TransferReversed(
                        transfer.id(),
                        Objects.requireNonNull(transfer.links().reverses()),
                        walletId,
                        userId,
                        side(),
                        amount,
                        change(),
                        currency,
                        balance(),
                        at);
            case ADJUSTMENT ->
                new LedgerEvents.WalletAdjusted(
                        transfer.id(), walletId, userId, change(), currency, transfer.reason(), balance(), at);
            case HOLD -> new LedgerEvents.HoldPlaced(transfer.id(), walletId, userId, amount, currency, balance(), at);
            case RELEASE ->
                new LedgerEvents.HoldReleased(
                        Objects.requireNonNull(transfer.links().holdId()),
                        walletId,
                        userId,
                        amount,
                        currency,
                        balance(),
                        at);
            case BET ->
                new LedgerEvents.BetPlaced(
                        betId(),
                        transfer.id(),
                        walletId,
                        userId,
                        game(),
                        transfer.metadata().get(BetDraft.ROUND),
                        amount,
                        bonus(),
                        currency,
                        at,
                        chosen());
            case WIN ->
                new LedgerEvents.BetSettled(
                        betId(),
                        transfer.id(),
                        walletId,
                        userId,
                        game(),
                        transfer.metadata().get(BetDraft.ROUND),
                        amount,
                        bonus(),
                        transfer.metadata().containsKey(BetDraft.LAST),
                        currency,
                        at);
            case ROLLBACK ->
                new LedgerEvents.BetRolledBack(
                        betId(),
                        transfer.id(),
                        walletId,
                        userId,
                        game(),
                        transfer.metadata().get(BetDraft.ROUND),
                        amount,
                        sum(own.stream().filter(entry -> entry.amount().isNegative())),
                        currency,
                        transfer.reason(),
                        at);
            case EXCHANGE -> exchange();
            case BONUS_AWARD, BONUS_LOCK, BONUS_CLOSE -> BonusTelling.of(transfer, walletId, userId, own);
            case CREDIT_LIMIT ->
                new LedgerEvents.CreditLimitSet(
                        transfer.id(), walletId, userId, amount, currency, transfer.reason(), balance(), at);
            case PURCHASE ->
                new LedgerEvents.PurchaseCompleted(
                        transfer.id(),
                        walletId,
                        userId,
                        amount,
                        currency,
                        transfer.links().holdId(),
                        at,
                        chosen());
            case REFUND ->
                new LedgerEvents.RefundCompleted(
                        transfer.id(),
                        walletId,
                        userId,
                        amount,
                        currency,
                        balance(),
                        at,
                        transfer.metadata().get(Transfer.PURCHASE_ID));
            case FREEZE -> new LedgerEvents.WalletFrozen(walletId, userId, currency, transfer.reason(), at);
            case UNFREEZE -> new LedgerEvents.WalletUnfrozen(walletId, userId, currency, transfer.reason(), at);
            case CLOSURE -> new LedgerEvents.WalletClosed(walletId, userId, currency, at);
        };
    }

    /** The first leg is what was sold, the second what was bought; the two wallets are in different currencies. */
    private LedgerEvents.ExchangeCompleted exchange() {
        Money sold = transfer.amount();
        Money bought = transfer.entries().get(3).amount();
        Side side = side();
        Money given = side == Side.SENT ? sold : bought;
        Money other = side == Side.SENT ? bought : sold;
        return new LedgerEvents.ExchangeCompleted(
                transfer.id(),
                walletId,
                userId,
                side,
                given.toDecimal(),
                given.currency().code(),
                other.toDecimal(),
                other.currency().code(),
                balance(),
                at);
    }

    private List<LedgerEvents.Chosen> chosen() {
        return Selection.of(transfer.metadata()).stream()
                .map(one -> new LedgerEvents.Chosen(one.id(), one.category(), one.decimal()))
                .toList();
    }

    private String betId() {
        return Objects.requireNonNull(transfer.links().betId());
    }

    private String game() {
        return Objects.requireNonNull(transfer.metadata().get(BetDraft.GAME));
    }

    private String bonus() {
        return sum(own.stream().filter(entry -> entry.pocket() == Pocket.BONUS));
    }

    /** Without its sign. */
    private String sum(Stream<Entry> entries) {
        Money sum =
                entries.map(Entry::amount).reduce(Money.zero(transfer.amount().currency()), Money::plus);
        return (sum.isNegative() ? sum.negated() : sum).toDecimal();
    }

    private Side side() {
        return own.getFirst().amount().isNegative() ? Side.SENT : Side.RECEIVED;
    }

    private String fee() {
        return own.stream()
                .filter(entry ->
                        entry.kind() == TransferType.FEE && entry.amount().isNegative())
                .map(entry -> entry.amount().negated())
                .reduce(Money.zero(transfer.amount().currency()), Money::plus)
                .toDecimal();
    }

    /** Of what is available. */
    private String change() {
        return own.stream()
                .filter(entry -> entry.part() == Part.AVAILABLE)
                .map(Entry::amount)
                .reduce(Money.zero(transfer.amount().currency()), Money::plus)
                .toDecimal();
    }

    private String balance() {
        return Objects.requireNonNull(balanceOrNull());
    }

    private @Nullable String balanceOrNull() {
        return own.stream()
                .filter(entry -> entry.part() == Part.AVAILABLE)
                .reduce((earlier, later) -> later)
                .map(entry -> entry.balanceAfter().toDecimal())
                .orElse(null);
    }

    private @Nullable String counterparty() {
        Transfer.Party other = transfer.from().walletId().equals(walletId) ? transfer.to() : transfer.from();
        return other.owner() instanceof WalletOwner.User user ? user.userId() : null;
    }
}
