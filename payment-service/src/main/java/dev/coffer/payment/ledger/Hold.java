package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Money that is set aside in a wallet for somebody: captured in one or more parts, or released. Changes only together with an
 * entry of the wallet, in the same transaction.
 *
 * @param id of the transfer that set the money aside
 * @param payer the owner of {@code walletId}
 * @param payee who gets what is captured
 * @param purpose the type of the transfers that capture it
 * @param amount what was set aside for the payee
 * @param fee what was set aside beside it for the house; taken in proportion with each capture
 * @param captured of {@code amount}, so far
 * @param feeCaptured of {@code fee}, so far
 * @param expiresAt from then on it cannot be captured, and is soon released; {@link #NEVER} where no time ends it
 * @param tally what it counted towards somebody's limits; null for nothing
 * @param version counts its changes, without gaps: two writers cannot both make the same
 */
public record Hold(
        String id,
        String tenantId,
        String walletId,
        WalletOwner payer,
        WalletRef payee,
        Pocket pocket,
        TransferType purpose,
        Money amount,
        Money fee,
        Money captured,
        Money feeCaptured,
        Status status,
        Instant expiresAt,
        @Nullable String reason,
        @Nullable Tally tally,
        Instant at,
        long version) {

    /** The end of a hold that no time ends: the last instant that every store and RFC 3339 can write. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

    /** How it stands. */
    public enum Status {
        /** Something of it is still set aside. */
        OPEN,
        /** The payee has got all of it, or as much as was wanted; the rest is back. */
        CAPTURED,
        /** Given back before it was over. */
        VOIDED,
        /** Given back because nobody came for it in time. */
        EXPIRED
    }

    public Hold {
        if (captured.minor() < 0
                || captured.minor() > amount.minor()
                || feeCaptured.minor() < 0
                || feeCaptured.minor() > fee.minor()) {
            throw new IllegalArgumentException("Hold " + id + " of " + amount + " and " + fee + " cannot have "
                    + captured + " and " + feeCaptured + " captured");
        }
    }

    /** @param transfer that set the money aside */
    static Hold opened(HoldFunds command, Transfer transfer) {
        Money zero = Money.zero(command.amount().currency());
        Transfer.Party payer = transfer.from();
        return new Hold(
                transfer.id(),
                command.tenantId(),
                payer.walletId(),
                payer.owner(),
                command.payee(),
                command.pocket(),
                command.purpose(),
                command.amount(),
                command.fee(),
                zero,
                zero,
                Status.OPEN,
                command.expiresAt().truncatedTo(ChronoUnit.MILLIS),
                command.reason(),
                transfer.tally(),
                transfer.at(),
                1);
    }

    public boolean isOpen() {
        return status == Status.OPEN;
    }

    /** Whether its time can be over at all. */
    public boolean canExpire() {
        return expiresAt.isBefore(NEVER);
    }

    /** Whether the service settles it by itself, as the withdrawal that it is for takes its course: nobody does so by hand. */
    public boolean isOfWithdrawal() {
        return purpose == TransferType.WITHDRAWAL;
    }

    /** As {@link #isOfWithdrawal}, for the payment of an order. */
    public boolean isOfOrder() {
        return purpose == TransferType.PURCHASE;
    }

    /** What may still be captured for the payee; zero once it is over. */
    public Money remaining() {
        return isOpen() ? amount.minus(captured) : Money.zero(amount.currency());
    }

    /** What is set aside now: what remains, and the fee for it. */
    Money outstanding() {
        return isOpen() ? remaining().plus(fee.minus(feeCaptured)) : Money.zero(amount.currency());
    }

    /** The part of the fee that a further capture of {@code more} takes; all parts together are the fee to the last unit. */
    Money feeFor(Money more) {
        BigDecimal share = BigDecimal.valueOf(fee.minor())
                .multiply(BigDecimal.valueOf(captured.plus(more).minor()))
                .divide(BigDecimal.valueOf(amount.minor()), 0, RoundingMode.HALF_EVEN);
        return new Money(share.longValueExact(), fee.currency()).minus(feeCaptured);
    }

    /** After a further capture; over when nothing remains or nothing more is wanted. */
    Hold captured(Money more, boolean isLast) {
        Money total = captured.plus(more);
        return with(
                total, feeCaptured.plus(feeFor(more)), isLast || total.equals(amount) ? Status.CAPTURED : Status.OPEN);
    }

    /** What its end gives back of what it counted; null for nothing. */
    @Nullable
    Tally room() {
        return tally == null || captured.equals(amount)
                ? null
                : tally.givenBack(amount.minor() - captured.minor(), amount.minor());
    }

    Hold ended(Status ending) {
        return with(captured, feeCaptured, ending);
    }

    private Hold with(Money nowCaptured, Money nowFee, Status nowStatus) {
        return new Hold(
                id,
                tenantId,
                walletId,
                payer,
                payee,
                pocket,
                purpose,
                amount,
                fee,
                nowCaptured,
                nowFee,
                nowStatus,
                expiresAt,
                reason,
                tally,
                at,
                version + 1);
    }
}
