package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counting;
import dev.coffer.payment.usage.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command comes down to, before anybody looks at a wallet: legs to book, or a no. Pure. */
sealed interface Draft {

    /**
     * To be booked if the wallets allow it.
     *
     * @param completion adds to that booking what changes beside it, a hold or a bet
     */
    record Bookable(Post post, UnaryOperator<Decision.Booking> completion) implements Draft {

        @Nullable
        Counting counting() {
            return post.counting();
        }
    }

    /** Moves nothing: changes how far a wallet may go below zero. */
    record OfWallet(SetCreditLimit command) implements Draft {}

    /** Impossible whatever the wallets hold. */
    record Impossible(Decision.Refusal refusal) implements Draft {}

    static Draft of(Keyed command, Subjects subjects, Instant now) {
        return switch (command) {
            case Post post -> new Bookable(post, UnaryOperator.identity());
            case HoldFunds hold -> hold(hold);
            case CaptureHold capture -> capture(capture, subjects, now);
            case ReleaseHold release -> release(release, subjects);
            case ReverseTransfer reverse -> reverse(reverse, subjects);
            case PlaceBet place -> BetDraft.place(place, subjects);
            case SettleBet settle -> BetDraft.settle(settle, subjects);
            case RollBackBet rollback -> BetDraft.rollBack(rollback, subjects, now);
            case LockBonus lock -> new Bookable(lock.post(subjects), UnaryOperator.identity());
            case SetCreditLimit set -> new OfWallet(set);
        };
    }

    private static Draft hold(HoldFunds command) {
        Money amount = command.amount();
        if (!amount.isPositive()) {
            return no(LedgerRefusal.AMOUNT_NOT_POSITIVE, "An amount of " + amount + " cannot be set aside.");
        }
        if (amount.minor() > Long.MAX_VALUE - command.fee().minor()) {
            return no(
                    LedgerRefusal.BALANCE_OVERFLOW,
                    "No wallet can hold " + amount + " and a fee of " + command.fee() + ".");
        }
        WalletRef wallet = WalletRef.id(command.walletId());
        Post.Leg leg = new Post.Leg(
                Place.available(wallet, command.pocket()),
                Place.held(wallet, command.pocket()),
                amount.plus(command.fee()),
                TransferType.HOLD);
        Post post = post(command, TransferType.HOLD, List.of(leg), command.reason(), Links.NONE, command.counted());
        return new Bookable(post, booking -> booking.withHold(Hold.opened(command, booking.made())));
    }

    private static Draft capture(CaptureHold command, Subjects subjects, Instant now) {
        Hold hold = subjects.hold(command.holdId());
        if (hold == null || !hold.tenantId().equals(command.tenantId())) {
            return noHold(command.holdId());
        }
        if (!hold.isOpen() || !now.isBefore(hold.expiresAt())) {
            return ended(hold);
        }
        Money amount = Objects.requireNonNullElse(command.amount(), hold.remaining());
        if (!amount.currency().equals(hold.amount().currency())) {
            return no(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Hold " + hold.id() + " is in " + hold.amount().currency() + ", not in " + amount.currency() + ".");
        }
        if (!amount.isPositive()) {
            return no(LedgerRefusal.AMOUNT_NOT_POSITIVE, "An amount of " + amount + " cannot be captured.");
        }
        if (amount.minor() > hold.remaining().minor()) {
            return no(
                    LedgerRefusal.HOLD_EXCEEDED,
                    "Of hold " + hold.id() + " " + hold.remaining() + " remain, and " + amount + " are asked for.");
        }
        Hold after = hold.captured(amount, command.isLast());
        Map<String, String> metadata = new HashMap<>();
        Selection.addTo(metadata, command.selections());
        Post post = new Post(
                command.tenantId(),
                command.idempotency(),
                hold.purpose(),
                captureLegs(hold, after, amount),
                hold.reason(),
                metadata,
                Links.ofHold(hold.id()),
                after.isOpen() ? null : after.room());
        return new Bookable(post, booking -> booking.withHold(after));
    }

    private static List<Post.Leg> captureLegs(Hold hold, Hold after, Money amount) {
        Place held = Place.held(WalletRef.id(hold.walletId()), hold.pocket());
        List<Post.Leg> legs = new ArrayList<>();
        legs.add(new Post.Leg(held, Place.available(hold.payee(), hold.pocket()), amount, hold.purpose()));
        Money fee = hold.feeFor(amount);
        if (fee.isPositive()) {
            Place fees = Place.available(WalletRef.house(HouseAccount.FEES), hold.pocket());
            legs.add(new Post.Leg(held, fees, fee, TransferType.FEE));
        }
        Money rest = hold.outstanding().minus(amount).minus(fee);
        if (!after.isOpen() && rest.isPositive()) {
            legs.add(release(hold, rest));
        }
        return legs;
    }

    private static Draft release(ReleaseHold command, Subjects subjects) {
        Hold hold = subjects.hold(command.holdId());
        if (hold == null || !hold.tenantId().equals(command.tenantId())) {
            return noHold(command.holdId());
        }
        if (!hold.isOpen()) {
            return ended(hold);
        }
        Post post = post(
                command,
                TransferType.RELEASE,
                List.of(release(hold, hold.outstanding())),
                hold.reason(),
                Links.ofHold(hold.id()),
                hold.room());
        return new Bookable(post, booking -> booking.withHold(hold.ended(command.ending())));
    }

    private static Post.Leg release(Hold hold, Money amount) {
        WalletRef wallet = WalletRef.id(hold.walletId());
        return new Post.Leg(
                Place.held(wallet, hold.pocket()),
                Place.available(wallet, hold.pocket()),
                amount,
                TransferType.RELEASE);
    }

    private static Draft reverse(ReverseTransfer command, Subjects subjects) {
        Transfer original = subjects.transfer(command.transferId());
        if (original == null || !original.tenantId().equals(command.tenantId())) {
            return no(LedgerRefusal.TRANSFER_NOT_FOUND, "There is no transfer " + command.transferId() + ".");
        }
        if (!original.type().isReversible()) {
            return no(
                    LedgerRefusal.NOT_REVERSIBLE,
                    "Transfer " + original.id() + " is a " + original.type() + ", which is not taken back.");
        }
        if (subjects.isReversed(original.id())) {
            return no(LedgerRefusal.ALREADY_REVERSED, "Transfer " + original.id() + " was taken back before.");
        }
        Money amount = Objects.requireNonNullElse(command.amount(), original.amount());
        if (!amount.currency().equals(original.amount().currency())) {
            return no(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Transfer " + original.id() + " is in " + original.amount().currency() + ", not in "
                            + amount.currency() + ".");
        }
        if (amount.minor() > original.amount().minor()) {
            return no(
                    LedgerRefusal.REVERSAL_EXCEEDS_TRANSFER,
                    "Transfer " + original.id() + " moved " + original.amount() + "; " + amount
                            + " cannot be taken back.");
        }
        List<Post.Leg> legs = command.amount() == null ? backLegs(original) : List.of(backLeg(original, 0, amount));
        return new Bookable(
                new Post(
                        command.tenantId(),
                        command.idempotency(),
                        TransferType.REVERSAL,
                        legs,
                        command.reason(),
                        Map.of("by", command.by()),
                        Links.reversing(original.id()),
                        room(original, amount)),
                UnaryOperator.identity());
    }

    /** What taking it back gives back of what it counted. A capture counts nothing, so it gives nothing back. */
    private static @Nullable Tally room(Transfer original, Money back) {
        Tally tally = original.tally();
        return tally == null || tally.amount() <= 0 || !back.isPositive()
                ? null
                : tally.givenBack(back.minor(), original.amount().minor());
    }

    /** All that left a wallet, back to where it came from; what was only set aside and released within it stays. */
    private static List<Post.Leg> backLegs(Transfer original) {
        List<Post.Leg> legs = new ArrayList<>();
        for (int debit = 0; debit < original.entries().size(); debit += 2) {
            if (original.entries().get(debit).kind() != TransferType.RELEASE) {
                legs.add(backLeg(
                        original, debit, original.entries().get(debit + 1).amount()));
            }
        }
        return legs;
    }

    /** @param debit where the leg's two entries begin */
    private static Post.Leg backLeg(Transfer original, int debit, Money amount) {
        Entry out = original.entries().get(debit);
        Entry in = original.entries().get(debit + 1);
        return new Post.Leg(
                Place.available(WalletRef.id(in.walletId()), in.pocket()),
                Place.available(WalletRef.id(out.walletId()), out.pocket()),
                amount,
                TransferType.REVERSAL);
    }

    private static Post post(
            Keyed command,
            TransferType type,
            List<Post.Leg> legs,
            @Nullable String reason,
            Links links,
            @Nullable Counting counting) {
        return new Post(command.tenantId(), command.idempotency(), type, legs, reason, Map.of(), links, counting);
    }

    private static Draft noHold(String holdId) {
        return no(LedgerRefusal.HOLD_NOT_FOUND, "There is no hold " + holdId + ", or it is not yours.");
    }

    private static Draft ended(Hold hold) {
        String how = hold.isOpen()
                ? "expired at " + hold.expiresAt() + "; what is left of it goes back."
                : "is " + hold.status() + "; nothing of it is set aside any more.";
        return no(LedgerRefusal.HOLD_ENDED, "Hold " + hold.id() + " " + how);
    }

    private static Draft no(LedgerRefusal code, String message) {
        return new Impossible(new Decision.Refusal(code, message));
    }
}
