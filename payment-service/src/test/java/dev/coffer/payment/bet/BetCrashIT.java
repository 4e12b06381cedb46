package dev.coffer.payment.bet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.faults.Faults;
import dev.coffer.payment.faults.FaultyBookings;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.PlaceBet;
import dev.coffer.payment.ledger.RollBackBet;
import dev.coffer.payment.ledger.SettleBet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/**
 * Bets whose process throws or dies before and after the ledger's commit: the game repeats its request at the one replica and the other
 * until it learns what became of it, and it took effect once. Ann has 97.10 EUR.
 */
@ExtendWith(StoresExtension.class)
class BetCrashIT {

    private static final Faults FAULTS = new Faults();

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private enum Step {
        PLACE,
        SETTLE,
        ROLL_BACK
    }

    private enum Scenario {
        /** Staked 10.00, won 15.00. */
        WON(List.of(Step.PLACE, Step.SETTLE), "102.10", 2),
        /** Staked 10.00, lost. */
        LOST(List.of(Step.PLACE, Step.SETTLE), "87.10", 2),
        ROLLED_BACK(List.of(Step.PLACE, Step.SETTLE, Step.ROLL_BACK), "97.10", 3),
        /** The rollback comes first, so that the bet is refused. */
        FORESTALLED(List.of(Step.ROLL_BACK, Step.PLACE), "97.10", 0);

        final List<Step> way;
        final String left;
        final int booked;

        Scenario(List<Step> way, String left, int booked) {
            this.way = way;
            this.left = left;
            this.booked = booked;
        }
    }

    @Import(PaymentApplication.class)
    static class FaultyBets {
        @Bean
        static BeanPostProcessor betFaults() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Bookings bookings && name.equals("bookings")
                            ? new FaultyBookings(bookings, FAULTS, command -> switch (command) {
                                case PlaceBet place -> Step.PLACE;
                                case SettleBet settle -> Step.SETTLE;
                                case RollBackBet rollback -> Step.ROLL_BACK;
                                default -> null;
                            })
                            : bean;
                }
            };
        }
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        // The planned faults would fill the log.
        Map<String, Object> settings = Map.of("logging.level.dev.coffer", "OFF");
        service = TestService.start(FaultyBets.class, PaymentApplication.SERVICE, database, tokens, settings);
        other = TestService.start(FaultyBets.class, PaymentApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        Crashes.verifyBook(service);
        service.close();
        other.close();
        tokens.close();
    }

    private record Case(Scenario scenario, List<Fault> faults, String tenant) {}

    private static JsonNode insist(Customer game, Function<Customer, JsonNode> request) {
        return Crashes.insist(
                FAULTS, game.tenantId(), List.of(() -> request.apply(game), () -> request.apply(game.at(other))));
    }

    private static void run(Case one) {
        Customer ann = Customer.of(service, tokens, one.tenant(), "ann").withMoney("100.00", "EUR");
        Customer game = new Customer(service, one.tenant(), "game", tokens.user("game", one.tenant(), "game-provider"));
        String wallet = ann.open("EUR");
        FAULTS.plan(one.tenant(), one.faults());
        String win = one.scenario() == Scenario.LOST ? "0.00" : "15.00";
        for (int round = 0; round < 2; round++) {
            for (Step step : one.scenario().way) {
                JsonNode answer = insist(game, by -> switch (step) {
                    case PLACE -> BetCalls.place(by, wallet, "spin", "10.00", "p");
                    case SETTLE -> BetCalls.settle(by, "spin", win, true, "s");
                    case ROLL_BACK -> BetCalls.rollBack(by, "spin", "r");
                });
                boolean isRefused = one.scenario() == Scenario.FORESTALLED && step == Step.PLACE;
                assertThat(BetCalls.code(answer))
                        .as(one.tenant() + " " + answer)
                        .isEqualTo(isRefused ? "BET_ROLLED_BACK" : "");
            }
            assertThat(FAULTS.left(one.tenant())).as(one.tenant()).isZero();
            assertThat(ann.balance("EUR")).as(one.tenant()).isEqualByComparingTo(one.scenario().left);
            if (one.scenario() != Scenario.FORESTALLED) {
                assertThat(BetCalls.find(game, "spin").at("/data/bet/transfers"))
                        .as(one.tenant())
                        .hasSize(one.scenario().booked);
            }
        }
    }

    @Test
    void a_fault_before_or_after_any_booking_of_a_bet_leaves_one_effect_of_each_request() {
        List<Case> cases = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Fault fault : Crashes.at(scenario.way)) {
                String tenant = scenario + "-" + fault.step() + (fault.isAfter() ? "-after" : "-before")
                        + (fault.dies() ? "-dies" : "-throws");
                cases.add(new Case(scenario, List.of(fault), tenant.toLowerCase(Locale.ROOT)));
            }
        }
        Crashes.sideBySide(cases, BetCrashIT::run);
    }

    @Test
    void a_fault_at_every_booking_on_the_way_does_so_too() {
        List<Case> cases = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (boolean isAfter : List.of(false, true)) {
                List<Fault> row = scenario.way.stream()
                        .map(step -> new Fault(step, isAfter, true))
                        .toList();
                cases.add(new Case(scenario, row, ("row-" + scenario + isAfter).toLowerCase(Locale.ROOT)));
            }
        }
        Crashes.sideBySide(cases, BetCrashIT::run);
    }
}
