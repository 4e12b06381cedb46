package dev.coffer.payment.withdrawal;

import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is certain about a payout makes of its withdrawal, whoever learned it: the provider's answer, late perhaps, or its webhook.
 * Only one that is being paid, or is stuck, is changed; the first certainty stays.
 *
 * <p>Metric {@code coffer.payment.withdrawals.contradictions} counts what was certain and did not fit: paid after it failed, failed
 * after it was paid. Each is logged as an error: somebody has to look at the provider's books.
 */
final class SettlePayout {

    private static final Logger LOG = LoggerFactory.getLogger(SettlePayout.class);

    /** Each is lost to somebody who changed the withdrawal meanwhile; there are not so many of them. */
    private static final int MOST_TRIES = 20;

    private final Withdrawals withdrawals;
    private final Clock clock;
    private final Counter contradictions;

    SettlePayout(Withdrawals withdrawals, Clock clock, MeterRegistry meters) {
        this.withdrawals = withdrawals;
        this.clock = clock;
        this.contradictions = meters.counter("coffer.payment.withdrawals.contradictions");
    }

    /** @return the withdrawal as it is now; where it was changed, it is due at once */
    Withdrawal tellPaid(String tenantId, String id, @Nullable String reference) {
        return tell(
                tenantId,
                id,
                true,
                (withdrawal, course) -> Change.atOnce(new WithdrawalState.Paid(course.referredTo(reference))));
    }

    /** @return as {@link #tellPaid} */
    Withdrawal tellFailed(String tenantId, String id, String code, String message) {
        return tell(
                tenantId,
                id,
                false,
                (withdrawal, course) -> Change.atOnce(
                        new WithdrawalState.Returning(course, new Unpaid.Failed(code, message)),
                        WithdrawalEvents.failed(
                                withdrawal, code, clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }

    private Withdrawal tell(String tenantId, String id, boolean isPaid, BiFunction<Withdrawal, Course, Change> change) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Withdrawal current = current(tenantId, id);
            Course course = open(current.state(), isPaid, id);
            if (course == null) {
                return current;
            }
            Withdrawal changed = withdrawals.change(current, change.apply(current, course));
            if (changed != null) {
                return changed;
            }
        }
        throw new IllegalStateException("Withdrawal " + id + " is changed all the time");
    }

    /** Null where nothing is to be settled. */
    private @Nullable Course open(WithdrawalState state, boolean isPaid, String id) {
        return switch (state) {
            case WithdrawalState.Paying(Course course) -> course;
            case WithdrawalState.Stuck stuck -> stuck.course();
            case WithdrawalState.Paid paid -> settled(isPaid, state, id);
            case WithdrawalState.Completed completed -> settled(isPaid, state, id);
            case WithdrawalState.Requested requested -> settled(!isPaid, state, id);
            case WithdrawalState.Refused refused -> settled(!isPaid, state, id);
            case WithdrawalState.Awaiting awaiting -> settled(!isPaid, state, id);
            case WithdrawalState.Frozen frozen -> settled(!isPaid, state, id);
            case WithdrawalState.Returning returning -> settled(!isPaid, state, id);
            case WithdrawalState.Returned returned -> settled(!isPaid, state, id);
        };
    }

    private @Nullable Course settled(boolean fits, WithdrawalState state, String id) {
        if (!fits) {
            contradictions.increment();
            LOG.error(
                    "Withdrawal {} is {}, and the provider says otherwise: look at the provider's books",
                    id,
                    WithdrawalStatus.of(state));
        }
        return null;
    }

    Withdrawal current(String tenantId, String id) {
        return Objects.requireNonNull(withdrawals.find(tenantId, id), "a withdrawal is never deleted");
    }
}
