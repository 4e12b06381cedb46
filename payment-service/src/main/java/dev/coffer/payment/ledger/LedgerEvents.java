package dev.coffer.payment.ledger;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
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
            new EventType<>("wallet.transfer.reversed", 1, TransferReversed.class),
            new EventType<>("wallet.withdrawal.completed", 1, WithdrawalCompleted.class),
            new EventType<>("wallet.adjusted", 1, WalletAdjusted.class),
            new EventType<>("wallet.hold.placed", 1, HoldPlaced.class),
            new EventType<>("wallet.hold.released", 1, HoldReleased.class),
            new EventType<>("wallet.bet.placed", 1, BetPlaced.class),
            new EventType<>("wallet.bet.settled", 1, BetSettled.class),
            new EventType<>("wallet.bet.rolled-back", 1, BetRolledBack.class),
            new EventType<>("wallet.exchange.completed", 1, ExchangeCompleted.class),
            new EventType<>("wallet.bonus.credited", 1, BonusEvents.Credited.class),
            new EventType<>("wallet.bonus.locked", 1, BonusEvents.Locked.class),
            new EventType<>("wallet.bonus.closed", 1, BonusEvents.Closed.class),
            new EventType<>("wallet.credit-limit.set", 1, CreditLimitSet.class),
            new EventType<>("wallet.purchase.completed", 1, PurchaseCompleted.class),
            new EventType<>("wallet.refund.completed", 1, RefundCompleted.class),
            new EventType<>("wallet.frozen", 1, WalletFrozen.class),
            new EventType<>("wallet.unfrozen", 1, WalletUnfrozen.class),
            new EventType<>("wallet.closed", 1, WalletClosed.class));

    /** The names of those that change what is available or set aside. */
    public static final List<String> TYPES_OF_MOVEMENTS = TYPES.stream()
            .filter(type -> !List.of(CreditLimitSet.class, WalletFrozen.class, WalletUnfrozen.class, WalletClosed.class)
                    .contains(type.data()))
            .map(EventType::name)
            .toList();

    private LedgerEvents() {}

    /** The transfer that an event of the ledger tells of; its key is the wallet, and its seq that wallet's version after it. */
    public static String transferId(EventEnvelope event) {
        return event.correlationId();
    }

    /**
     * Money came in from outside.
     *
     * @param amount what was paid in, before the fee, as a decimal: "100.00"
     * @param fee what the house kept of it
     * @param balance what the pocket has available afterwards
     * @param at RFC 3339
     * @param methodId names the card or account that was paid with, opaquely: the same for the same one of a tenant; null where the
     *     provider does not say
     */
    public record DepositCompleted(
            String transferId,
            String walletId,
            String userId,
            String amount,
            String fee,
            String currency,
            String balance,
            String at,
            @Nullable String methodId) {}

    /**
     * An order was paid.
     *
     * @param holdId what had set the money aside; null where nothing had
     * @param selections what was chosen, in its order; none where the order says nothing of it
     */
    public record PurchaseCompleted(
            String transferId,
            String walletId,
            String userId,
            String amount,
            String currency,
            @Nullable String holdId,
            String at,
            List<Chosen> selections) {}

    /**
     * What was paid for an order is back, all of it.
     *
     * @param balance what the pocket has available afterwards
     * @param purchaseId the transfer of {@code wallet.purchase.completed}; null of one that an earlier release booked
     */
    public record RefundCompleted(
            String transferId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String balance,
            String at,
            @Nullable String purchaseId) {}

    /**
     * Money went from wallet to wallet.
     *
     * @param side whether this wallet paid or was paid
     * @param amount the principal amount as a decimal: "12.50"
     * @param fee what this wallet paid beyond it
     * @param counterpartyUserId the user at the other end; null when that is the house
     * @param balance what the pocket of this wallet has available afterwards; null when a hold was captured, which changes
     *     nothing of what the payer has available
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
            @Nullable String balance,
            String at) {}

    /**
     * An earlier transfer was taken back, whole or in part.
     *
     * @param reverses the id of that transfer
     * @param side whether this wallet gave the money back or got it back
     * @param amount what was taken back of the principal amount, as a decimal: "12.50"
     * @param change by how much what this wallet has available changed, with the fees that were given back, signed
     * @param at RFC 3339
     */
    public record TransferReversed(
            String transferId,
            String reverses,
            String walletId,
            String userId,
            Side side,
            String amount,
            String change,
            String currency,
            String balance,
            String at) {}

    /**
     * Money left the system.
     *
     * @param amount what was paid out, as a decimal: "100.00"
     * @param fee what the house took beside it
     * @param holdId what had set it aside, as {@code wallet.withdrawal.requested} named it; null when it was not set aside
     * @param at RFC 3339
     */
    public record WithdrawalCompleted(
            String transferId,
            String walletId,
            String userId,
            String amount,
            String fee,
            String currency,
            @Nullable String holdId,
            String at) {}

    /**
     * An operator corrected a balance.
     *
     * @param change signed, as a decimal: "-12.50"
     * @param reason what the operator wrote; null when nothing
     * @param balance what the pocket has available afterwards
     * @param at RFC 3339
     */
    public record WalletAdjusted(
            String transferId,
            String walletId,
            String userId,
            String change,
            String currency,
            @Nullable String reason,
            String balance,
            String at) {}

    /**
     * Money was set aside.
     *
     * @param amount all of it, with the fee, as a decimal: "12.50"
     * @param balance what the pocket has available afterwards
     * @param at RFC 3339
     */
    public record HoldPlaced(
            String holdId, String walletId, String userId, String amount, String currency, String balance, String at) {}

    /**
     * What was set aside, or the rest of it, can be used again.
     *
     * @param amount as a decimal: "12.50"
     * @param balance what the pocket has available afterwards
     * @param at RFC 3339
     */
    public record HoldReleased(
            String holdId, String walletId, String userId, String amount, String currency, String balance, String at) {}

    /**
     * A stake in a game was taken.
     *
     * @param betId the game's own reference
     * @param roundId the game's round; null when it has none
     * @param stake all of it, as a decimal: "12.50"
     * @param bonusStake what of it was bonus money
     * @param at RFC 3339
     * @param selections what was chosen, in its order; none where the game says nothing of it
     */
    public record BetPlaced(
            String betId,
            String transferId,
            String walletId,
            String userId,
            String gameId,
            @Nullable String roundId,
            String stake,
            String bonusStake,
            String currency,
            String at,
            List<Chosen> selections) {}

    /**
     * A bet was settled, perhaps not for the last time, and perhaps without a win.
     *
     * @param betId the game's own reference
     * @param roundId the game's round; null when it has none
     * @param win what this settlement paid, as a decimal: "12.50"; "0.00" when nothing
     * @param bonusWin what of it became bonus money
     * @param closed whether nothing more comes of the bet
     * @param at RFC 3339
     */
    public record BetSettled(
            String betId,
            String transferId,
            String walletId,
            String userId,
            String gameId,
            @Nullable String roundId,
            String win,
            String bonusWin,
            boolean closed,
            String currency,
            String at) {}

    /**
     * A bet is as if it had never been.
     *
     * @param betId the game's own reference
     * @param roundId the game's round; null when it has none
     * @param stake what the player got back, as a decimal: "12.50"
     * @param won what was taken back of earlier wins
     * @param reason why
     * @param at RFC 3339
     */
    public record BetRolledBack(
            String betId,
            String transferId,
            String walletId,
            String userId,
            String gameId,
            @Nullable String roundId,
            String stake,
            String won,
            String currency,
            @Nullable String reason,
            String at) {}

    /**
     * Money of one currency was exchanged into another. Each of the two wallets tells one.
     *
     * @param side whether this wallet gave or got
     * @param amount what this wallet gave or got, as a decimal: "12.50"
     * @param counterAmount what the other wallet got or gave
     * @param balance what the pocket of this wallet has available afterwards
     * @param at RFC 3339
     */
    public record ExchangeCompleted(
            String transferId,
            String walletId,
            String userId,
            Side side,
            String amount,
            String currency,
            String counterAmount,
            String counterCurrency,
            String balance,
            String at) {}

    /**
     * From now on a wallet may go so far below zero, or no longer.
     *
     * @param limit as a decimal: "250.00"; "0.00" for none
     * @param balance what the pocket has available; below zero by more than the limit when it was lowered
     * @param reason what the operator wrote
     * @param at RFC 3339
     */
    public record CreditLimitSet(
            String transferId,
            String walletId,
            String userId,
            String limit,
            String currency,
            @Nullable String reason,
            String balance,
            String at) {}

    /**
     * Nothing goes in or out of a wallet from now on.
     *
     * @param reason what the operator wrote; null when nothing
     * @param at RFC 3339
     */
    public record WalletFrozen(
            String walletId,
            String userId,
            String currency,
            @Nullable String reason,
            String at) {}

    /**
     * A wallet that was frozen is open again.
     *
     * @param reason what the operator wrote; null when nothing
     * @param at RFC 3339
     */
    public record WalletUnfrozen(
            String walletId,
            String userId,
            String currency,
            @Nullable String reason,
            String at) {}

    /**
     * A wallet is closed for ever; it is empty.
     *
     * @param at RFC 3339
     */
    public record WalletClosed(String walletId, String userId, String currency, String at) {}

    /** One of what a player chose. @param value odds or price as a decimal: "1.85" */
    public record Chosen(String id, String category, String value) {}

    /** Which way the money went, as one wallet sees it. */
    public enum Side {
        SENT,
        RECEIVED
    }
}
