package dev.coffer.payment.hold;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CaptureHold;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.transfer.Mode;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Captures a hold or gives it back, for the payee or for staff; the payer has given that out of hand. */
final class SettleHold {

    private final Holds holds;
    private final FindHolds findHolds;
    private final Permissions permissions;
    private final Bookings bookings;

    SettleHold(Holds holds, FindHolds findHolds, Permissions permissions, Bookings bookings) {
        this.holds = holds;
        this.findHolds = findHolds;
        this.permissions = permissions;
        this.bookings = bookings;
    }

    /**
     * @param amount null for all that remains
     * @param releasesRest whether what then remains is given back at once
     * @param key the client's
     * @param mode whether it is only looked at
     */
    record Capture(Caller caller, String holdId, @Nullable Money amount, boolean releasesRest, String key, Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats; the hold is answered as it stands by then.
     *
     * @throws CodedException NOT_FOUND when there is no such hold, or none that the caller may settle; UNAVAILABLE
     */
    HoldResult capture(Capture asked) {
        Money amount = asked.amount();
        Idempotency idempotency = Idempotency.of(
                requester(asked.caller()),
                asked.key(),
                "captureHold",
                asked.holdId(),
                amount == null ? "" : Long.toString(amount.minor()),
                amount == null ? "" : amount.currency().code(),
                Boolean.toString(asked.releasesRest()));
        return settle(
                asked.caller(),
                asked.holdId(),
                asked.mode(),
                hold -> new CaptureHold(hold.tenantId(), idempotency, hold.id(), amount, asked.releasesRest()));
    }

    /** @throws CodedException as {@link #capture} */
    HoldResult giveBack(Caller caller, String holdId, String key, Mode mode) {
        Idempotency idempotency = Idempotency.of(requester(caller), key, "voidHold", holdId);
        return settle(
                caller,
                holdId,
                mode,
                hold -> new ReleaseHold(hold.tenantId(), idempotency, hold.id(), Hold.Status.VOIDED));
    }

    private static String requester(Caller caller) {
        return "user:" + caller.userId();
    }

    private HoldResult settle(Caller caller, String holdId, Mode mode, Function<Hold, Keyed> command) {
        Hold hold = holds.find(caller.tenantId(), holdId);
        if (hold == null) {
            throw CodedException.notFound("hold", holdId);
        }
        if (hold.payer().equals(new WalletOwner.User(caller.userId()))) {
            HoldRefusal code = hold.isOfWithdrawal() ? HoldRefusal.HOLD_OF_WITHDRAWAL : HoldRefusal.NOT_BY_PAYER;
            return new HoldResult.Refused(code, code.meaning());
        }
        String payee = findHolds.payee(hold);
        if (!permissions.permits(caller, "hold", "settle", payee)) {
            permissions.recordDenial(caller, "hold", "settle", payee);
            throw CodedException.notFound("hold", holdId);
        }
        if (hold.isOfWithdrawal() || hold.isOfOrder()) {
            HoldRefusal code = hold.isOfOrder() ? HoldRefusal.HOLD_OF_PAYMENT_INTENT : HoldRefusal.HOLD_OF_WITHDRAWAL;
            return new HoldResult.Refused(code, code.meaning());
        }
        if (mode == Mode.DRY_RUN) {
            return HoldResult.of(bookings.foresee(command.apply(hold)), settled -> standing(hold));
        }
        return switch (bookings.post(command.apply(hold))) {
            case PostResult.Posted posted -> new HoldResult.Standing(standing(hold));
            case PostResult.Refused refused -> HoldResult.Refused.of(refused);
        };
    }

    private Hold standing(Hold hold) {
        return Objects.requireNonNull(holds.find(hold.tenantId(), hold.id()));
    }
}
