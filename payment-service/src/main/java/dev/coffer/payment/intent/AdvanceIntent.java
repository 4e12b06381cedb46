package dev.coffer.payment.intent;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Money;
import dev.coffer.payment.intent.IntentState.NotPaid;
import dev.coffer.payment.intent.IntentState.Paid;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CaptureHold;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.HoldFunds;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.usage.CountedAs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an intent on, from wherever it stands, until somebody has to decide or it has ended. Each step is the same operation when it
 * comes again, whoever makes it.
 */
final class AdvanceIntent {

    private static final Logger LOG = LoggerFactory.getLogger(AdvanceIntent.class);

    /** More than there are on any way: one that goes in circles is left to the sweep. */
    private static final int MOST_STEPS = 8;

    private final PaymentIntents intents;
    private final Bookings bookings;
    private final Limits limits;
    private final IntentSettings settings;
    private final Clock clock;

    AdvanceIntent(PaymentIntents intents, Bookings bookings, Limits limits, IntentSettings settings, Clock clock) {
        this.intents = intents;
        this.bookings = bookings;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param taken by the caller, whose lease it has; one whose money is set aside is taken up only when its time is over
     * @return as it is afterwards
     * @throws CodedException UNAVAILABLE; it is taken up again later
     */
    PaymentIntent advance(PaymentIntent taken) {
        PaymentIntent current = taken;
        try {
            if (current.state() instanceof IntentState.Held(String holdId)) {
                NotPaid late = notPaid(IntentRefusal.PAYMENT_EXPIRED.name(), IntentRefusal.PAYMENT_EXPIRED.meaning());
                PaymentIntent over = intents.change(
                        current, Change.goingOn(new IntentState.Releasing(holdId, late), settings.lease()));
                if (over == null) {
                    return current(current);
                }
                current = over;
            }
            for (int step = 0; step < MOST_STEPS; step++) {
                if (!(current.state() instanceof IntentState.Underway underway)) {
                    return current;
                }
                Change change = next(current, underway);
                PaymentIntent changed = intents.change(current, change);
                if (changed == null) {
                    return current(current);
                }
                if (!change.isHeld()) {
                    return changed;
                }
                current = changed;
            }
            return current;
        } catch (RuntimeException failure) {
            giveLeaseBack(current, failure);
            throw failure;
        }
    }

    private Change next(PaymentIntent intent, IntentState.Underway state) {
        return switch (state) {
            case IntentState.Requested requested -> setAside(intent);
            case IntentState.Capturing capturing -> capture(intent, capturing);
            case IntentState.Releasing(String holdId, NotPaid why) -> giveBack(intent, holdId, why);
            case IntentState.Refunding refunding -> refund(intent, refunding);
        };
    }

    private Change setAside(PaymentIntent intent) {
        HoldFunds command = new HoldFunds(
                intent.tenantId(),
                idempotency(intent, "hold"),
                intent.walletId(),
                WalletRef.house(HouseAccount.SETTLEMENT),
                Pocket.REAL,
                TransferType.PURCHASE,
                intent.amount(),
                Money.zero(intent.amount().currency()),
                Hold.NEVER,
                null,
                limits.counted(intent.tenantId(), intent.userId(), CountedAs.WITHDRAWAL, intent.amount()));
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer held) ->
                intent.capturesAtOnce()
                        ? Change.goingOn(new IntentState.Capturing(held.id(), null), settings.lease())
                        : Change.resting(new IntentState.Held(held.id()), IntentEvents.held(intent, held.id()));
            case PostResult.Refused refused -> {
                Instant now = now();
                yield Change.resting(
                        new IntentState.Declined(
                                refused.code().name(), refused.message(), refused.retryAfterSeconds(), now),
                        IntentEvents.declined(intent, refused.code().name(), now));
            }
        };
    }

    private Change capture(PaymentIntent intent, IntentState.Capturing state) {
        CaptureHold command = new CaptureHold(
                intent.tenantId(), idempotency(intent, "capture"), state.holdId(), null, true, intent.selections());
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer booked) -> {
                Paid paid = new Paid(state.holdId(), booked.id(), state.by(), booked.at());
                yield Change.resting(new IntentState.Approved(paid, 0, null), IntentEvents.approved(intent, paid));
            }
            // The wallet was frozen meanwhile: nothing leaves it.
            case PostResult.Refused refused ->
                Change.goingOn(
                        new IntentState.Releasing(
                                state.holdId(), notPaid(refused.code().name(), refused.message())),
                        settings.lease());
        };
    }

    /** Nobody else settles the hold of an intent, and it has no end of its own: a no would be a bug of ours. */
    private Change giveBack(PaymentIntent intent, String holdId, NotPaid why) {
        ReleaseHold command =
                new ReleaseHold(intent.tenantId(), idempotency(intent, "release"), holdId, Hold.Status.VOIDED);
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer booked) ->
                Change.resting(
                        new IntentState.Released(holdId, why, booked.at()),
                        IntentEvents.released(intent, why, booked.at()));
            case PostResult.Refused refused ->
                throw new IllegalStateException("The ledger does not give back what was set aside for payment intent "
                        + intent.id() + ": " + refused.code() + ", " + refused.message());
        };
    }

    private Change refund(PaymentIntent intent, IntentState.Refunding state) {
        Post command = new Post(
                intent.tenantId(),
                idempotency(intent, "refund/" + state.attempt()),
                TransferType.REFUND,
                List.of(new Post.Leg(
                        WalletRef.house(HouseAccount.SETTLEMENT),
                        WalletRef.id(intent.walletId()),
                        intent.amount(),
                        Pocket.REAL,
                        TransferType.REFUND)),
                state.decision().reason(),
                Map.of(
                        "paymentIntentId",
                        intent.id(),
                        Transfer.PURCHASE_ID,
                        state.paid().transferId()));
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer booked) ->
                Change.resting(
                        new IntentState.Refunded(state.paid(), state.decision(), booked.id(), booked.at()),
                        IntentEvents.refunded(intent, state.decision(), booked.id(), booked.at()));
            case PostResult.Refused refused ->
                Change.resting(new IntentState.Approved(
                        state.paid(), state.attempt(), notPaid(refused.code().name(), refused.message())));
        };
    }

    private static NotPaid notPaid(String code, String message) {
        return new NotPaid(false, code, message);
    }

    private static Idempotency idempotency(PaymentIntent intent, String step) {
        return Idempotency.of("payment-intent", intent.id() + '/' + step, intent.request());
    }

    private PaymentIntent current(PaymentIntent intent) {
        PaymentIntent found = intents.find(intent.tenantId(), intent.id());
        return found == null ? intent : found;
    }

    /** So that a retry need not wait for the lease to run out; where the store is away it does run out. */
    private void giveLeaseBack(PaymentIntent intent, RuntimeException failure) {
        if (!(intent.state() instanceof IntentState.Underway underway)) {
            return;
        }
        try {
            intents.change(intent, Change.later(underway, intent.attempts(), settings.pause()));
            LOG.info("Payment intent {} goes on in {}: {}", intent.id(), settings.pause(), failure.toString());
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
