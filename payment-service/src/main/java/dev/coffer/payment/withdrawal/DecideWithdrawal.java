package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.suspension.Suspension;
import dev.coffer.payment.suspension.Suspensions;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.withdrawal.Course.Decision;
import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about a withdrawal that waits for approval: staff, and never whoever asked for it, approve or decline; its
 * owner cancels. The first decision counts. One that is decided like that already is answered as it stands, so a repeat needs no key.
 * What is frozen staff may decline, and nobody does anything else with it.
 */
final class DecideWithdrawal {

    /** Each is lost to somebody who changed the withdrawal meanwhile; there are not so many of them. */
    private static final int MOST_TRIES = 10;

    private final Withdrawals withdrawals;
    private final Wallets wallets;
    private final Suspensions suspensions;
    private final AdvanceWithdrawal advanceWithdrawal;
    private final WithdrawalSettings settings;
    private final Clock clock;

    DecideWithdrawal(
            Withdrawals withdrawals,
            Wallets wallets,
            Suspensions suspensions,
            AdvanceWithdrawal advanceWithdrawal,
            WithdrawalSettings settings,
            Clock clock) {
        this.withdrawals = withdrawals;
        this.wallets = wallets;
        this.suspensions = suspensions;
        this.advanceWithdrawal = advanceWithdrawal;
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        /** Decided, now or before. @param withdrawal as it stands now */
        record Standing(Withdrawal withdrawal) implements Result {}

        /** Nothing was changed. @param message one sentence for the client */
        record Refused(RefusalCode code, String message) implements Result {

            Refused(RefusalCode code) {
                this(code, code.meaning());
            }
        }
    }

    /**
     * Has it paid out.
     *
     * @param caller staff
     * @param mode whether it is only looked at
     * @throws CodedException NOT_FOUND when the tenant has no such withdrawal; UNAVAILABLE: it may be decided, ask again
     */
    Result approve(Caller caller, String id, Mode mode, String field) {
        Withdrawal withdrawal = require(caller, id, field);
        if (withdrawal.userId().equals(caller.userId())) {
            return new Result.Refused(OperatorRefusal.FOUR_EYES_NEEDED);
        }
        Wallet wallet = Objects.requireNonNull(wallets.find(withdrawal.tenantId(), withdrawal.walletId()));
        if (withdrawal.state() instanceof WithdrawalState.Awaiting && wallet.status() == Wallet.Status.FROZEN) {
            return new Result.Refused(LedgerRefusal.WALLET_FROZEN);
        }
        return decide(withdrawal, mode, false, DecideWithdrawal::isApproved, (waiting, course) -> {
            Decision decision = new Decision(caller.userId(), now(), null);
            return Change.goingOn(
                            new WithdrawalState.Paying(course.approved(decision).begun(decision.at())),
                            settings.lease(),
                            WithdrawalEvents.approved(waiting, decision))
                    .unlessStopped(FreezeWithdrawals.frozen(waiting, course, decision.at()));
        });
    }

    /** Gives what was set aside back. @throws CodedException as {@link #approve} */
    Result decline(Caller caller, String id, String reason, Mode mode, String field) {
        Withdrawal withdrawal = require(caller, id, field);
        if (withdrawal.userId().equals(caller.userId())) {
            return new Result.Refused(OperatorRefusal.FOUR_EYES_NEEDED);
        }
        return decide(withdrawal, mode, true, one -> one.status() == WithdrawalStatus.DECLINED, (waiting, course) -> {
            Decision decision = new Decision(caller.userId(), now(), reason);
            return Change.goingOn(
                    new WithdrawalState.Returning(course, new Unpaid.Declined(decision)),
                    settings.lease(),
                    WithdrawalEvents.declined(waiting, decision));
        });
    }

    /**
     * Gives what was set aside back, for whoever asked for the withdrawal.
     *
     * @throws CodedException NOT_FOUND when it is not the caller's; UNAVAILABLE: it may be cancelled, ask again
     */
    Result cancel(Caller caller, String id, String field) {
        Withdrawal withdrawal = require(caller, id, field);
        if (!withdrawal.userId().equals(caller.userId())) {
            throw notFound(id, field);
        }
        return decide(
                withdrawal,
                Mode.FOR_REAL,
                false,
                one -> one.status() == WithdrawalStatus.CANCELLED,
                (waiting, course) -> {
                    Instant now = now();
                    return Change.goingOn(
                                    new WithdrawalState.Returning(course, new Unpaid.Cancelled(now)),
                                    settings.lease(),
                                    WithdrawalEvents.cancelled(waiting, now))
                            .unlessStopped(FreezeWithdrawals.frozen(waiting, course, now));
                });
    }

    private static boolean isApproved(Withdrawal withdrawal) {
        Course course = withdrawal.state().courseOrNull();
        return course != null && course.approval() != null;
    }

    private Result decide(
            Withdrawal found,
            Mode mode,
            boolean isFrozenToo,
            Predicate<Withdrawal> isDecidedSo,
            BiFunction<Withdrawal, Course, Change> decision) {
        Withdrawal current = found;
        for (int i = 0; i < MOST_TRIES; i++) {
            Course course = undecided(current.state(), isFrozenToo);
            if (course == null) {
                return isDecidedSo.test(current) ? new Result.Standing(current) : notOpen(current);
            }
            Change change = decision.apply(current, course);
            if (mode == Mode.DRY_RUN) {
                return foresee(current, change);
            }
            Withdrawal changed = withdrawals.change(current, change);
            if (changed != null) {
                return changed.state() instanceof WithdrawalState.Frozen
                        ? notOpen(changed)
                        : new Result.Standing(advanceWithdrawal.advance(changed));
            }
            current = Objects.requireNonNull(withdrawals.find(current.tenantId(), current.id()));
        }
        throw new IllegalStateException("Withdrawal " + found.id() + " is changed all the time");
    }

    /** Null where nobody decides any more, or not now. */
    private static @Nullable Course undecided(WithdrawalState state, boolean isFrozenToo) {
        if (state instanceof WithdrawalState.Awaiting(Course course)) {
            return course;
        }
        return isFrozenToo && state instanceof WithdrawalState.Frozen frozen ? frozen.course() : null;
    }

    private static Result notOpen(Withdrawal withdrawal) {
        return new Result.Refused(
                withdrawal.state() instanceof WithdrawalState.Frozen
                        ? WithdrawalRefusal.WITHDRAWAL_FROZEN
                        : WithdrawalRefusal.NOT_AWAITING_APPROVAL);
    }

    private Result foresee(Withdrawal withdrawal, Change change) {
        Suspension owner = suspensions.find(withdrawal.tenantId(), withdrawal.userId());
        return change.ifStopped() != null && owner != null && owner.standing().stopsPayouts()
                ? new Result.Refused(WithdrawalRefusal.WITHDRAWAL_FROZEN)
                : new Result.Standing(withdrawal.in(change.to()));
    }

    private Withdrawal require(Caller caller, String id, String field) {
        Withdrawal found = withdrawals.find(caller.tenantId(), id);
        if (found == null) {
            throw notFound(id, field);
        }
        return found;
    }

    static CodedException notFound(String id, @Nullable String field) {
        return new CodedException(
                CommonError.NOT_FOUND, "There is no withdrawal " + id + ", or it is not yours.", field, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
