package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.deposit.DepositTrial.Scenario;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A deposit whose process throws or dies before and after every write and every call of the provider. One replica takes the
 * requests and takes nothing up again; the other one does, and takes no requests unless a test sends them there.
 */
@ExtendWith(StoresExtension.class)
class DepositCrashIT {

    private static final int RANDOM_TRIALS = 80;
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
                FaultyPayment.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        // The planned faults would fill the log.
                        "logging.level.dev.coffer", "OFF",
                        "coffer.payment.deposits.sweep-every", sweepEvery,
                        "coffer.payment.deposits.lease", "1s",
                        "coffer.payment.deposits.patience", "5s",
                        "coffer.payment.deposits.first-retry", "50ms",
                        "coffer.payment.deposits.longest-retry", "200ms"));
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
                    .toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The steps that a deposit takes on its first way, when nothing goes wrong. */
    private static List<Step> way(Scenario scenario) {
        return switch (scenario) {
            case CAPTURED -> List.of(Step.INSERT, Step.CHARGE, Step.POST, Step.SETTLE);
            case DECLINED, EXPIRED -> List.of(Step.INSERT, Step.CHARGE, Step.SETTLE);
            case CAPTURED_WITHOUT_ANSWER ->
                List.of(Step.INSERT, Step.CHARGE, Step.POSTPONE, Step.LEASE, Step.POST, Step.SETTLE);
            case DECLINED_WITHOUT_ANSWER -> List.of(Step.INSERT, Step.CHARGE, Step.POSTPONE, Step.LEASE, Step.SETTLE);
            case RETURNED -> List.of(Step.INSERT, Step.CHARGE, Step.POST, Step.REFUND, Step.SETTLE);
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
    void
            after_a_fault_at_any_step_the_payer_is_charged_once_and_credited_once_or_not_at_all_and_nothing_stays_pending() {
        Crashes.sideBySide(matrix(), one -> {
            DepositTrial trial = DepositTrial.prepare(one.scenario(), front, tokens, one.tenantId());
            FaultyPayment.FAULTS.plan(one.tenantId(), List.of(one.fault()));
            JsonNode answer = trial.ask();
            boolean isLost =
                    one.fault().equals(new Fault(Step.INSERT, false, one.fault().dies()));
            if (isLost) {
                assertThat(TestService.errorCode(answer)).isEqualTo("UNAVAILABLE");
                assertThat(trial.stored()).isNull();
                trial.at(sweeper).ask();
            }
            trial.awaitSettled();
            // The last write can be seen a moment before the fault after it strikes.
            await(one.tenantId()).until(() -> FaultyPayment.FAULTS.left(one.tenantId()) == 0);
            trial.verify();
            trial.at(sweeper).verify();
        });
    }

    @Test
    void a_client_that_repeats_after_a_fault_at_any_step_learns_how_the_one_deposit_ended() {
        List<Case> cases = matrix();
        Crashes.sideBySide(cases, one -> {
            String tenantId = "again-" + one.tenantId();
            DepositTrial trial = DepositTrial.prepare(one.scenario(), front, tokens, tenantId);
            FaultyPayment.FAULTS.plan(tenantId, List.of(one.fault()));
            trial.ask();
            for (int i = 0; i < 3; i++) {
                trial.at(i % 2 == 0 ? sweeper : front).ask();
            }
            trial.awaitSettled();
            trial.verify();
        });
    }

    @Test
    void whatever_row_of_faults_a_deposit_meets_on_two_replicas_it_ends_once_and_rightly() {
        RandomGenerator random = TestSeeds.random(DepositCrashIT.class);
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
        List<Integer> numbers =
                java.util.stream.IntStream.range(0, RANDOM_TRIALS).boxed().toList();
        Crashes.sideBySide(numbers, number -> {
            String tenantId = "random-" + number;
            Scenario scenario = Scenario.values()[number % Scenario.values().length];
            DepositTrial trial = DepositTrial.prepare(scenario, front, tokens, tenantId);
            FaultyPayment.FAULTS.plan(tenantId, rows.get(number));
            while (trial.stored() == null) {
                trial.ask();
            }
            trial.awaitSettled();
            trial.verify();
        });
    }

    @Test
    void two_replicas_that_take_up_the_same_deposit_at_once_charge_and_credit_once() {
        for (Scenario scenario : Scenario.values()) {
            String tenantId = "at-once-" + scenario.name().toLowerCase(java.util.Locale.ROOT);
            DepositTrial trial = DepositTrial.prepare(scenario, front, tokens, tenantId);
            FaultyPayment.FAULTS.plan(tenantId, List.of(new Fault(Step.CHARGE, true, true)));
            trial.ask();
            FaultyPayment.FAULTS.revive(tenantId);
            Deposit pending = Objects.requireNonNull(trial.stored());
            List<TestService> replicas = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                replicas.add(i % 2 == 0 ? front : sweeper);
            }
            // Without the lease, which only saves work: nothing may depend on it.
            Crashes.sideBySide(
                    replicas, replica -> replica.bean(AdvanceDeposit.class).advance(pending));
            trial.awaitSettled();
            trial.verify();
        }
    }
}
