package dev.coffer.payment.withdrawal;

import dev.coffer.payment.suspension.OwnerStanding;
import dev.coffer.payment.suspension.Suspension;
import dev.coffer.payment.suspension.Suspensions;
import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Draws from how a user's verification stands what follows for their withdrawals: stops those that no provider was asked about, and has
 * them go on, or gives the money back, when that is over. Any number of replicas may do so at once, and with what was told before: each
 * change looks again when it is written.
 */
final class FreezeWithdrawals {

    private static final int PAGE = 50;
    /** In one go; the rest is left to the next sweep. */
    private static final int MOST_PAGES = 40;

    private final Withdrawals withdrawals;
    private final Suspensions suspensions;
    private final Clock clock;

    FreezeWithdrawals(Withdrawals withdrawals, Suspensions suspensions, Clock clock) {
        this.withdrawals = withdrawals;
        this.suspensions = suspensions;
        this.clock = clock;
    }

    /** @param told that was not settled a moment ago */
    void follow(Suspension told) {
        Set<WithdrawalStatus> affected = affected(told.standing());
        for (int i = 0; i < MOST_PAGES; i++) {
            List<Withdrawal> some = withdrawals.ofOwner(told.tenantId(), told.userId(), affected, PAGE);
            if (some.isEmpty()) {
                suspensions.settle(told);
                return;
            }
            some.forEach(one -> follow(one, told.standing()));
        }
    }

    private static Set<WithdrawalStatus> affected(OwnerStanding standing) {
        return switch (standing) {
            case SUSPENDED -> Set.of(WithdrawalStatus.AWAITING_APPROVAL);
            case FREE, REFUSED -> Set.of(WithdrawalStatus.FROZEN);
            case CLOSED -> Set.of(WithdrawalStatus.AWAITING_APPROVAL, WithdrawalStatus.FROZEN);
        };
    }

    /** One that somebody else changes meanwhile is found again, or stands as it should. */
    private void follow(Withdrawal withdrawal, OwnerStanding standing) {
        if (withdrawal.state() instanceof WithdrawalState.Awaiting(Course course)) {
            withdrawals.change(withdrawal, stop(withdrawal, course));
        } else if (withdrawal.state() instanceof WithdrawalState.Frozen frozen) {
            withdrawals.change(
                    withdrawal,
                    standing == OwnerStanding.FREE ? goOn(withdrawal, frozen) : giveBack(withdrawal, frozen.course()));
        }
    }

    /** Where the suspension is over meanwhile it is left as it is. */
    private Change stop(Withdrawal withdrawal, Course course) {
        return Change.resting(new WithdrawalState.Awaiting(course)).unlessStopped(frozen(withdrawal, course, now()));
    }

    /** Where there is another suspension meanwhile it is left as it is. */
    private Change goOn(Withdrawal withdrawal, WithdrawalState.Frozen frozen) {
        Instant now = now();
        Object event = WithdrawalEvents.resumed(withdrawal, now);
        Course course = frozen.course();
        Change onward = withdrawal.needsApproval()
                ? Change.resting(new WithdrawalState.Awaiting(course), event)
                : Change.atOnce(new WithdrawalState.Paying(course.begun(now)), event);
        return onward.unlessStopped(Change.resting(frozen));
    }

    /** Whatever is told later: it was stopped, so nothing of it was paid. */
    private Change giveBack(Withdrawal withdrawal, Course course) {
        WithdrawalRefusal code = WithdrawalRefusal.OWNER_NOT_VERIFIED;
        return Change.atOnce(
                new WithdrawalState.Returning(course, new Unpaid.Failed(code.name(), code.meaning())),
                WithdrawalEvents.failed(withdrawal, code.name(), now()));
    }

    /** @param before what is told of it besides, first */
    static Change frozen(Withdrawal withdrawal, Course course, Instant now, Object... before) {
        List<Object> events = new ArrayList<>(List.of(before));
        events.add(WithdrawalEvents.frozen(withdrawal, now));
        return Change.resting(new WithdrawalState.Frozen(course, now), events.toArray());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
