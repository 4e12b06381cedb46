package dev.coffer.payment.withdrawal;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.withdrawal.WithdrawalTrial.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A withdrawal whose process throws or dies before and after every write and every call of the provider. One replica takes the
 * requests and takes nothing up again; the other one does, and takes no requests unless a test sends them there.
 */
@ExtendWith(StoresExtension.class)
class WithdrawalCrashIT {

    private static final int RANDOM_TRIALS = 90;
    private static final int MOST_FAULTS = 5;
    private static final int AT_ONCE = 12;

    private static TestTokens tokens;
    private static TestService front;
    private static TestService sweeper;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        front = replica(database, "1h");
        sweeper = replica(database, "100ms");
    }

    private static TestService replica(String database, String sweepEvery) {
        return TestService.start(
                FaultyWithdrawals.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        // The planned faults would fill the log.
                        "logging.level.dev.coffer", "OFF",
                        "coffer.payment.withdrawals.sweep-every", sweepEvery,
                        "coffer.payment.withdrawals.lease", "1s",
                        "coffer.payment.withdrawals.patience", "5s",
                        "coffer.payment.withdrawals.first-retry", "50ms",
                        "coffer.payment.withdrawals.longest-retry", "200ms",
                        "coffer.payment.withdrawals.payout-tries", "4"));
    }

    @AfterAll
    static void stop() {
        front.close();
        sweeper.close();
        tokens.close();
    }

    private record Case(Scenario scenario, Fault fault) {
        String tenantId() {
            return (scenario + "-" + fault.step() + (fault.isAfter() ? "-after" : "-before")
                            + (fault.dies() ? "-dies" : "-throws"))
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** The steps that a withdrawal takes on its first way, when nothing goes wrong. */
    private static List<Step> way(Scenario scenario) {
        return switch (scenario) {
            case PAID ->
                List.of(
                        Step.INSERT,
                        Step.HOLD,
                        Step.NOTE_HELD,
                        Step.PAYOUT,
                        Step.NOTE_OUTCOME,
                        Step.CAPTURE,
                        Step.NOTE_END);
            case REFUSED ->
                List.of(
                        Step.INSERT,
                        Step.HOLD,
                        Step.NOTE_HELD,
                        Step.PAYOUT,
                        Step.NOTE_OUTCOME,
                        Step.RELEASE,
                        Step.NOTE_END);
            case PAID_WITHOUT_ANSWER ->
                List.of(Step.PAYOUT, Step.NOTE_OUTCOME, Step.TAKE_UP, Step.CAPTURE, Step.NOTE_END);
            case REFUSED_WITHOUT_ANSWER ->
                List.of(Step.PAYOUT, Step.NOTE_OUTCOME, Step.TAKE_UP, Step.RELEASE, Step.NOTE_END);
            case STUCK ->
                List.of(Step.PAYOUT, Step.NOTE_OUTCOME, Step.TAKE_UP, Step.NOTE_DECISION, Step.CAPTURE, Step.NOTE_END);
            case WITHOUT_MONEY -> List.of(Step.INSERT, Step.HOLD, Step.NOTE_HELD);
            case APPROVED ->
                List.of(
                        Step.HOLD,
                        Step.NOTE_HELD,
                        Step.NOTE_DECISION,
                        Step.PAYOUT,
                        Step.NOTE_OUTCOME,
                        Step.CAPTURE,
                        Step.NOTE_END);
            case DECLINED, CANCELLED ->
                List.of(Step.HOLD, Step.NOTE_HELD, Step.NOTE_DECISION, Step.RELEASE, Step.NOTE_END);
            case SUSPENDED ->
                List.of(
                        Step.INSERT,
                        Step.HOLD,
                        Step.NOTE_HELD,
                        Step.NOTE_THAWED,
                        Step.TAKE_UP,
                        Step.PAYOUT,
                        Step.NOTE_OUTCOME,
                        Step.CAPTURE,
                        Step.NOTE_END);
            case SUSPENDED_WHILE_WAITING ->
                List.of(
                        Step.HOLD,
                        Step.NOTE_HELD,
                        Step.NOTE_FROZEN,
                        Step.NOTE_THAWED,
                        Step.NOTE_DECISION,
                        Step.PAYOUT,
                        Step.NOTE_OUTCOME,
                        Step.CAPTURE,
                        Step.NOTE_END);
            case SUSPENDED_AND_DECLINED ->
                List.of(Step.NOTE_HELD, Step.NOTE_FROZEN, Step.NOTE_THAWED, Step.RELEASE, Step.NOTE_END);
            case SUSPENDED_AND_CLOSED ->
                List.of(Step.NOTE_HELD, Step.NOTE_THAWED, Step.TAKE_UP, Step.RELEASE, Step.NOTE_END);
        };
    }

    private static List<Case> matrix() {
        List<Case> matrix = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Step step : way(scenario)) {
                for (boolean isAfter : List.of(false, true)) {
                    matrix.add(new Case(scenario, new Fault(step, isAfter, false)));
                    matrix.add(new Case(scenario, new Fault(step, isAfter, true)));
                }
            }
        }
        return matrix;
    }

    @Test
    void after_a_fault_at_any_step_it_is_paid_once_and_captured_once_or_neither() {
        Crashes.sideBySide(matrix(), one -> {
            WithdrawalTrial trial = WithdrawalTrial.prepare(one.scenario(), front, tokens, one.tenantId());
            FaultyWithdrawals.FAULTS.plan(one.tenantId(), List.of(one.fault()));
            trial.ask();
            trial.awaitEnd();
            // The last write can be seen a moment before the fault after it strikes.
            await(one.tenantId()).until(() -> FaultyWithdrawals.FAULTS.left(one.tenantId()) == 0);
            trial.verify();
            trial.at(sweeper).verify();
        });
    }

    @Test
    void a_client_that_repeats_after_a_fault_at_any_step_learns_how_the_one_withdrawal_ended() {
        Crashes.sideBySide(matrix(), one -> {
            String tenantId = "again-" + one.tenantId();
            WithdrawalTrial trial = WithdrawalTrial.prepare(one.scenario(), front, tokens, tenantId);
            FaultyWithdrawals.FAULTS.plan(tenantId, List.of(one.fault()));
            trial.ask();
            for (int i = 0; i < 3; i++) {
                trial.at(i % 2 == 0 ? sweeper : front).ask();
            }
            trial.awaitEnd();
            trial.verify();
        });
    }

    @Test
    void whatever_row_of_faults_it_meets_on_two_replicas_it_ends_once_and_rightly() {
        RandomGenerator random = TestSeeds.random(WithdrawalCrashIT.class);
        List<List<Fault>> rows = new ArrayList<>();
        for (int i = 0; i < RANDOM_TRIALS; i++) {
            List<Fault> row = new ArrayList<>();
            int length = random.nextInt(MOST_FAULTS + 1);
            for (int j = 0; j < length; j++) {
                row.add(new Fault(
                        Step.values()[random.nextInt(Step.values().length)],
                        random.nextBoolean(),
                        random.nextBoolean()));
            }
            rows.add(row);
        }
        List<Integer> numbers = IntStream.range(0, RANDOM_TRIALS).boxed().toList();
        Crashes.sideBySide(numbers, number -> {
            String tenantId = "random-" + number;
            Scenario scenario = Scenario.values()[number % Scenario.values().length];
            WithdrawalTrial trial = WithdrawalTrial.prepare(scenario, front, tokens, tenantId);
            FaultyWithdrawals.FAULTS.plan(tenantId, rows.get(number));
            trial.ask();
            trial.awaitEnd();
            trial.verify();
        });
    }

    @Test
    void many_who_work_on_the_same_withdrawal_at_once_pay_once() {
        for (Scenario scenario :
                List.of(Scenario.PAID, Scenario.REFUSED, Scenario.PAID_WITHOUT_ANSWER, Scenario.STUCK)) {
            String tenantId = "at-once-" + scenario.name().toLowerCase(Locale.ROOT);
            WithdrawalTrial trial = WithdrawalTrial.prepare(scenario, front, tokens, tenantId);
            FaultyWithdrawals.FAULTS.plan(tenantId, List.of(new Fault(Step.PAYOUT, true, true)));
            trial.ask();
            FaultyWithdrawals.FAULTS.revive(tenantId);
            Withdrawal paying = Objects.requireNonNull(trial.stored());
            List<TestService> replicas = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                replicas.add(i % 2 == 0 ? front : sweeper);
            }
            // Without the lease, which only saves work: nothing may depend on it.
            Crashes.sideBySide(
                    replicas, replica -> replica.bean(AdvanceWithdrawal.class).advance(paying));
            trial.awaitEnd();
            trial.verify();
        }
    }
}
