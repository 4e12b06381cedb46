package dev.coffer.payment.ledger;

import dev.coffer.core.events.EventType;
import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells. Each wallet of a user that a transfer touched tells one event, keyed by the wallet and numbered by
 * its version: a payment between two users tells two, one for each.
 */
public final class LedgerEvents {

    /** For the registry of the service's event types. */
    public static final List<EventType<?>> TYPES = List.of(
            new EventType<>("wallet.deposit.completed", 1, DepositCompleted.class),
            new EventType<>("wallet.transfer.completed", 1, TransferCompleted.class),
            new EventType<>("wallet.closed", 1, WalletClosed.class));

    private LedgerEvents() {}

    /**
     * Money came in from outside.
     *
     * @param amount what was paid in, before the fee, as a decimal: "100.00"
     * @param fee what the house kept of it
     * @param balance what the pocket has available afterwards
     * @param at RFC 3339
     */
    public record DepositCompleted(
            String transferId,
            String walletId,
            String userId,
            String amount,
            String fee,
            String currency,
            String balance,
            String at) {}

    /**
     * Money went from wallet to wallet.
     *
     * @param side whether this wallet paid or was paid
     * @param amount the principal amount as a decimal: "12.50"
     * @param fee what this wallet paid beyond it
     * @param counterpartyUserId the user at the other end; null when that is the house
     * @param balance what the pocket of this wallet has available afterwards
     * @param at RFC 3339
     */
    public record TransferCompleted(
            String transferId,
            String walletId,
            String userId,
            Side side,
            String amount,
            String fee,
            String currency,
            @Nullable String counterpartyUserId,
            String balance,
            String at) {}

    /**
     * A wallet is closed for ever; it is empty.
     *
     * @param at RFC 3339
     */
    public record WalletClosed(String walletId, String userId, String currency, String at) {}

    /** Which way the money went, as one wallet sees it. */
    public enum Side {
        SENT,
        RECEIVED
    }

    /** What the wallet of {@code user} tells of {@code transfer}. */
    static Object of(Transfer transfer, Transfer.Party party, WalletOwner.User user) {
        String walletId = party.walletId();
        List<Entry> own = transfer.entries().stream()
                .filter(entry -> entry.walletId().equals(walletId))
                .toList();
        String fee = fee(transfer, own).toDecimal();
        String balance = own.getLast().balanceAfter().toDecimal();
        String amount = transfer.amount().toDecimal();
        String currency = transfer.amount().currency().code();
        return switch (transfer.type()) {
            case DEPOSIT ->
                new DepositCompleted(
                        transfer.id(),
                        walletId,
                        user.userId(),
                        amount,
                        fee,
                        currency,
                        balance,
                        transfer.at().toString());
            case PAYMENT, FEE ->
                new TransferCompleted(
                        transfer.id(),
                        walletId,
                        user.userId(),
                        own.getFirst().amount().isNegative() ? Side.SENT : Side.RECEIVED,
                        amount,
                        fee,
                        currency,
                        counterparty(transfer, walletId),
                        balance,
                        transfer.at().toString());
            case CLOSURE ->
                new WalletClosed(
                        walletId, user.userId(), currency, transfer.at().toString());
        };
    }

    private static Money fee(Transfer transfer, List<Entry> own) {
        Money zero = Money.zero(transfer.amount().currency());
        return own.stream()
                .filter(entry ->
                        entry.kind() == TransferType.FEE && entry.amount().isNegative())
                .map(entry -> entry.amount().negated())
                .reduce(zero, Money::plus);
    }

    private static @Nullable String counterparty(Transfer transfer, String walletId) {
        Transfer.Party other = transfer.from().walletId().equals(walletId) ? transfer.to() : transfer.from();
        return other.owner() instanceof WalletOwner.User user ? user.userId() : null;
    }
}
