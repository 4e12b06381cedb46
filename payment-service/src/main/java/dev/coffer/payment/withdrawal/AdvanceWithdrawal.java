package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.CodedException;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CaptureHold;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.HoldFunds;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.usage.CountedAs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a withdrawal on, from wherever it stands, until somebody has to decide or it has ended. Each step is the same operation
 * when it comes again, whoever makes it.
 */
final class AdvanceWithdrawal {

    private static final Logger LOG = LoggerFactory.getLogger(AdvanceWithdrawal.class);

    /** More than there are on any way: one that goes in circles is left to the sweep. */
    private static final int MOST_STEPS = 8;

    private final Withdrawals withdrawals;
    private final AskProvider askProvider;
    private final Bookings bookings;
    private final Limits limits;
    private final WithdrawalSettings settings;
    private final Clock clock;

    AdvanceWithdrawal(
            Withdrawals withdrawals,
            AskProvider askProvider,
            Bookings bookings,
            Limits limits,
            WithdrawalSettings settings,
            Clock clock) {
        this.withdrawals = withdrawals;
        this.askProvider = askProvider;
        this.bookings = bookings;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param taken by the caller, whose lease it has
     * @return as it is afterwards
     * @throws CodedException UNAVAILABLE; it is taken up again later
     */
    Withdrawal advance(Withdrawal taken) {
        Withdrawal current = taken;
        try {
            for (int step = 0; step < MOST_STEPS; step++) {
                if (!(current.state() instanceof WithdrawalState.Underway underway)) {
                    return current;
                }
                Change change = next(current, underway);
                Withdrawal changed = withdrawals.change(current, change);
                if (changed == null) {
                    return askProvider.keepOutcome(current, change);
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

    private Change next(Withdrawal withdrawal, WithdrawalState.Underway state) {
        return switch (state) {
            case WithdrawalState.Requested requested -> setAside(withdrawal);
            case WithdrawalState.Paying(Course course) -> askProvider.ask(withdrawal, course);
            case WithdrawalState.Paid(Course course) -> capture(withdrawal, course);
            case WithdrawalState.Returning(Course course, WithdrawalState.Unpaid why) ->
                giveBack(withdrawal, course, why);
        };
    }

    /** The withdrawal as it would stand, were it asked for now. Asks no provider and writes nothing. */
    Withdrawal foresee(Withdrawal fresh) {
        return fresh.in(afterHold(fresh, bookings.preview(hold(fresh))).to());
    }

    private Change setAside(Withdrawal withdrawal) {
        return afterHold(withdrawal, bookings.post(hold(withdrawal)));
    }

    private HoldFunds hold(Withdrawal withdrawal) {
        return new HoldFunds(
                withdrawal.tenantId(),
                idempotency(withdrawal, "hold"),
                withdrawal.walletId(),
                WalletRef.house(HouseAccount.WORLD),
                Pocket.REAL,
                TransferType.WITHDRAWAL,
                withdrawal.amount(),
                withdrawal.fee(),
                Hold.NEVER,
                null,
                limits.counted(withdrawal.tenantId(), withdrawal.userId(), CountedAs.WITHDRAWAL, withdrawal.amount()));
    }

    private Change afterHold(Withdrawal withdrawal, PostResult result) {
        return switch (result) {
            case PostResult.Posted(Transfer held) -> {
                Object event = WithdrawalEvents.requested(withdrawal, held.id(), held.at());
                Course course = Course.of(held.id());
                Change change = withdrawal.needsApproval()
                        ? Change.resting(new WithdrawalState.Awaiting(course), event)
                        : Change.goingOn(new WithdrawalState.Paying(course.begun(now())), settings.lease(), event);
                yield change.unlessStopped(FreezeWithdrawals.frozen(withdrawal, course, now(), event));
            }
            case PostResult.Refused refused ->
                Change.resting(new WithdrawalState.Refused(
                        refused.code(), refused.message(), refused.retryAfterSeconds(), now()));
        };
    }

    private Change capture(Withdrawal withdrawal, Course course) {
        Transfer booked = require(
                withdrawal,
                new CaptureHold(
                        withdrawal.tenantId(), idempotency(withdrawal, "capture"), course.holdId(), null, true));
        return Change.resting(new WithdrawalState.Completed(course, booked.id(), booked.at()));
    }

    private Change giveBack(Withdrawal withdrawal, Course course, WithdrawalState.Unpaid why) {
        Transfer booked = require(
                withdrawal,
                new ReleaseHold(
                        withdrawal.tenantId(),
                        idempotency(withdrawal, "release"),
                        course.holdId(),
                        Hold.Status.VOIDED));
        return Change.resting(new WithdrawalState.Returned(course, why, booked.at()));
    }

    /** Nobody else settles the hold of a withdrawal, and it has no end of its own: a no would be a bug of ours. */
    private Transfer require(Withdrawal withdrawal, Keyed command) {
        return switch (bookings.post(command)) {
            case PostResult.Posted(Transfer booked) -> booked;
            case PostResult.Refused refused ->
                throw new IllegalStateException("The ledger does not book the end of withdrawal " + withdrawal.id()
                        + ": " + refused.code() + ", " + refused.message());
        };
    }

    private static Idempotency idempotency(Withdrawal withdrawal, String step) {
        return Idempotency.of("withdrawal", withdrawal.id() + '/' + step, withdrawal.request());
    }

    /** So that a retry need not wait for the lease to run out; where the store is away it does run out. */
    private void giveLeaseBack(Withdrawal withdrawal, RuntimeException failure) {
        if (!(withdrawal.state() instanceof WithdrawalState.Underway underway)) {
            return;
        }
        try {
            Duration pause = settings.waitAfter(withdrawal.attempts());
            withdrawals.change(withdrawal, Change.later(underway, withdrawal.attempts(), pause));
            LOG.info("Withdrawal {} goes on in {}: {}", withdrawal.id(), pause, failure.toString());
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
