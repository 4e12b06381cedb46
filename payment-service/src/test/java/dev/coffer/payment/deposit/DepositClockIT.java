package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.deposit.DepositTrial.Scenario;
import dev.coffer.payment.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deposits on a machine whose clock jumps. */
@ExtendWith(StoresExtension.class)
class DepositClockIT {

    private static final Duration JUMP = Duration.ofDays(1);

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                FaultyPayment.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.payment.deposits.sweep-every", "100ms",
                        "coffer.payment.deposits.lease", "1s",
                        "coffer.payment.deposits.patience", "2s",
                        "coffer.payment.deposits.first-retry", "1s",
                        "coffer.payment.deposits.longest-retry", "2s"));
    }

    @AfterEach
    void setTheClockRight() {
        FaultyPayment.CLOCK.shift(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    /** With a token that counts at all of the times. */
    private static DepositTrial prepare(Scenario scenario, String tenantId) {
        Instant now = Instant.now();
        String token = tokens.mint(
                new Caller("ann", tenantId, Set.of("user"), "session"),
                claims -> claims.issueTime(Date.from(now.minus(JUMP).minus(JUMP)))
                        .notBeforeTime(Date.from(now.minus(JUMP).minus(JUMP)))
                        .expirationTime(Date.from(now.plus(JUMP).plus(JUMP))),
                header -> header);
        Customer ann = new Customer(service, tenantId, "ann", token);
        return new DepositTrial(scenario, ann, ann.open(scenario.currency));
    }

    @Test
    void a_lease_that_was_taken_by_a_clock_far_ahead_holds_nobody_up() {
        DepositTrial trial = prepare(Scenario.CAPTURED, "lease-ahead");
        FaultyPayment.FAULTS.plan("lease-ahead", List.of(new Fault(Step.CHARGE, true, true)));
        FaultyPayment.CLOCK.shift(JUMP);
        assertThat(TestService.errorCode(trial.ask())).isEqualTo("UNAVAILABLE");
        FaultyPayment.CLOCK.shift(Duration.ZERO);
        trial.awaitSettled();
        trial.verify();
    }

    @Test
    void a_deposit_that_waits_for_its_next_attempt_is_tried_soon_after_the_clock_went_back() {
        DepositTrial trial = prepare(Scenario.CAPTURED_WITHOUT_ANSWER, "retry-ahead");
        assertThat(Customer.text(trial.ask(), "/data/deposit/status")).isEqualTo("PENDING");
        FaultyPayment.CLOCK.shift(JUMP.negated());
        trial.awaitSettled();
        trial.verify();
    }

    @Test
    void a_clock_that_jumps_forward_and_back_between_the_steps_changes_nothing() {
        DepositTrial trial = prepare(Scenario.CAPTURED_WITHOUT_ANSWER, "to-and-fro");
        assertThat(Customer.text(trial.ask(), "/data/deposit/status")).isEqualTo("PENDING");
        FaultyPayment.CLOCK.shift(JUMP);
        trial.awaitSettled();
        FaultyPayment.CLOCK.shift(JUMP.negated());
        trial.verify();
        assertThat(trial.payer().payUser("nobody", "1.00", "EUR", "to-nobody").toString())
                .contains("NOT_FOUND");
        FaultyPayment.CLOCK.shift(Duration.ZERO);
        trial.verify();
    }
}
