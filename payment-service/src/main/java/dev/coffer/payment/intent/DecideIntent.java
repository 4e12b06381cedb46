package dev.coffer.payment.intent;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.intent.IntentState.Decision;
import dev.coffer.payment.intent.IntentState.NotPaid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people and shops decide about a payment: whoever sells captures it or refunds it, whoever pays or sells cancels it. The first
 * decision counts. One that is decided like that already is answered as it stands, so a repeat needs no key.
 */
final class DecideIntent {

    /** Each is lost to somebody who changed the intent meanwhile; there are not so many of them. */
    private static final int MOST_TRIES = 10;

    private final PaymentIntents intents;
    private final AdvanceIntent advanceIntent;
    private final MakeIntent makeIntent;
    private final Permissions permissions;
    private final IntentSettings settings;
    private final Clock clock;

    DecideIntent(
            PaymentIntents intents,
            AdvanceIntent advanceIntent,
            MakeIntent makeIntent,
            Permissions permissions,
            IntentSettings settings,
            Clock clock) {
        this.intents = intents;
        this.advanceIntent = advanceIntent;
        this.makeIntent = makeIntent;
        this.permissions = permissions;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        /** Decided, now or before. @param intent as it stands now */
        record Standing(PaymentIntent intent) implements Result {}

        /** Nothing was changed. @param code of the errors reference @param message one sentence for the client */
        record Refused(String code, String message) implements Result {

            Refused(RefusalCode code) {
                this(code.name(), code.meaning());
            }
        }
    }

    /** What a decision makes of an intent as it is now. */
    private sealed interface Move {

        record To(IntentState.Underway state) implements Move {}

        /** It is like that already, or becomes so. */
        record Stands() implements Move {}

        record No(RefusalCode code) implements Move {}
    }

    /** @throws CodedException NOT_FOUND when the tenant has no such intent; UNAVAILABLE: it may be decided, ask again */
    Result capture(Caller caller, String id, String field) {
        PaymentIntent intent = require(caller, id, field);
        if (intent.userId().equals(caller.userId())) {
            return new Result.Refused(IntentRefusal.PAYER_CANNOT_DECIDE);
        }
        return decide(intent, state -> switch (state) {
            case IntentState.Held(String holdId) -> new Move.To(new IntentState.Capturing(holdId, caller.userId()));
            case IntentState.Capturing capturing -> new Move.Stands();
            case IntentState.Approved approved -> new Move.Stands();
            default -> new Move.No(IntentRefusal.PAYMENT_NOT_PENDING);
        });
    }

    /** @throws CodedException NOT_FOUND, also where it is neither the caller's nor theirs to cancel; UNAVAILABLE as above */
    Result cancel(Caller caller, String id, String field) {
        PaymentIntent intent = require(caller, id, field);
        if (!permissions.permits(caller, "payment", "cancel", intent.userId())) {
            permissions.recordDenial(caller, "payment", "cancel", intent.userId());
            throw notFound(id, field);
        }
        NotPaid why =
                new NotPaid(true, IntentRefusal.PAYMENT_CANCELLED.name(), IntentRefusal.PAYMENT_CANCELLED.meaning());
        return decide(intent, state -> switch (state) {
            case IntentState.Held(String holdId) -> new Move.To(new IntentState.Releasing(holdId, why));
            case IntentState.Releasing releasing when releasing.why().isCancelled() -> new Move.Stands();
            case IntentState.Released released when released.why().isCancelled() -> new Move.Stands();
            default -> new Move.No(IntentRefusal.PAYMENT_NOT_PENDING);
        });
    }

    /** Gives back all that was paid. @throws CodedException as {@link #capture} */
    Result refund(Caller caller, String id, String reason, String field) {
        PaymentIntent intent = require(caller, id, field);
        if (intent.userId().equals(caller.userId())) {
            return new Result.Refused(IntentRefusal.PAYER_CANNOT_DECIDE);
        }
        Decision decision =
                new Decision(caller.userId(), reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Result result = decide(intent, state -> switch (state) {
            case IntentState.Approved approved ->
                new Move.To(new IntentState.Refunding(approved.paid(), decision, approved.refundsTried() + 1));
            case IntentState.Refunding refunding -> new Move.Stands();
            case IntentState.Refunded refunded -> new Move.Stands();
            default -> new Move.No(IntentRefusal.PAYMENT_NOT_REFUNDABLE);
        });
        return result instanceof Result.Standing(PaymentIntent standing)
                        && standing.state() instanceof IntentState.Approved(var paid, int tried, NotPaid refusal)
                        && refusal != null
                ? new Result.Refused(refusal.code(), refusal.message())
                : result;
    }

    private Result decide(PaymentIntent found, Function<IntentState, Move> decision) {
        PaymentIntent current = found;
        for (int i = 0; i < MOST_TRIES; i++) {
            switch (decision.apply(current.state())) {
                case Move.No(RefusalCode code) -> {
                    return new Result.Refused(code);
                }
                case Move.Stands stands -> {
                    return new Result.Standing(settled(current));
                }
                case Move.To(IntentState.Underway state) -> {
                    PaymentIntent changed = intents.change(current, Change.goingOn(state, settings.lease()));
                    if (changed != null) {
                        return new Result.Standing(advanceIntent.advance(changed));
                    }
                }
            }
            current = Objects.requireNonNull(intents.find(current.tenantId(), current.id()));
        }
        throw new IllegalStateException("Payment intent " + found.id() + " is changed all the time");
    }

    /** One that somebody works on at this moment is waited for. */
    private PaymentIntent settled(PaymentIntent intent) {
        return intent.state() instanceof IntentState.Underway ? makeIntent.await(intent) : intent;
    }

    private PaymentIntent require(Caller caller, String id, String field) {
        PaymentIntent found = intents.find(caller.tenantId(), id);
        if (found == null) {
            throw notFound(id, field);
        }
        return found;
    }

    static CodedException notFound(String id, @Nullable String field) {
        return new CodedException(
                CommonError.NOT_FOUND, "There is no payment intent " + id + ", or it is not yours.", field, null);
    }
}
