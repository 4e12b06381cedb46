package dev.coffer.payment.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.DeadLetter;
import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.monitor.FaultyMonitors.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Crossings whose telling fails before and after every step, of which events come again, or come after later ones; on two replicas.
 * Each is told once. Ann has 97.10 EUR and pays to and fro with Ben, and somebody watches for less than 90.00 and for more.
 */
@ExtendWith(StoresExtension.class)
class MonitorCrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String CONSUMER = "payment-balance-monitors";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        // The planned faults would fill the log.
        Map<String, Object> settings = Map.of("logging.level.dev.coffer", "OFF");
        service = TestService.start(FaultyMonitors.class, PaymentApplication.SERVICE, database, tokens, settings);
        other = TestService.start(FaultyMonitors.class, PaymentApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    /** Ann's wallet and its two monitors, in a tenant of their own. */
    private record Watched(String tenant, Customer ann, Customer ben, String wallet, String below, String above) {

        static Watched in(String name) {
            String tenant = name.toLowerCase(Locale.ROOT);
            Customer ann = Customer.of(service, tokens, tenant, "ann").withMoney("100.00", "EUR");
            Customer ben = Customer.of(service, tokens, tenant, "ben").withMoney("100.00", "EUR");
            String wallet = ann.open("EUR");
            FaultyMonitors.know(wallet, tenant);
            return new Watched(tenant, ann, ben, wallet, watch(ann, wallet, "BELOW"), watch(ann, wallet, "ABOVE"));
        }

        private static String watch(Customer ann, String wallet, String condition) {
            Map<String, Object> input =
                    Map.of("walletId", wallet, "condition", condition, "threshold", Customer.money("90.00", "EUR"));
            return Customer.text(
                    ann.ask(
                            "mutation C($input: CreateBalanceMonitorInput!) { createBalanceMonitor(input: $input) {"
                                    + " ... on BalanceMonitor { id } } }",
                            Map.of("input", input)),
                    "/data/createBalanceMonitor/id");
        }

        /** At the one replica and the other in turn. */
        void annPays(String amount, String key) {
            ann.payUser("ben", amount, "EUR", key);
        }

        void benPays(String amount, String key) {
            ben.at(other).payUser("ann", amount, "EUR", key);
        }

        List<String> balances(String monitorId) {
            return new ToldEvents(service)
                    .of(tenant, monitorId).stream()
                            .map(event -> event.data().replaceAll(".*\"balance\":\"([^\"]*)\".*", "$1"))
                            .toList();
        }

        void awaitTold(List<String> balancesBelow, List<String> balancesAbove) {
            await(tenant).atMost(LIMIT).untilAsserted(() -> {
                assertThat(balances(below)).as(tenant).isEqualTo(balancesBelow);
                assertThat(balances(above)).as(tenant).isEqualTo(balancesAbove);
            });
        }

        /** What a monitor says of itself is what was told of it. */
        void verifyCounted() {
            List<Integer> counted = new ArrayList<>();
            ann.ask("query M($id: ID!) { wallet(id: $id) { balanceMonitors { crossings } } }", Map.of("id", wallet))
                    .at("/data/wallet/balanceMonitors")
                    .forEach(monitor -> counted.add(monitor.path("crossings").asInt()));
            assertThat(counted)
                    .as(tenant)
                    .containsExactly(balances(below).size(), balances(above).size());
        }
    }

    @Test
    void a_fault_at_any_step_tells_each_crossing_once_and_so_does_a_replay_of_everything() {
        List<List<Fault>> cases = new ArrayList<>();
        List<Fault> all = Crashes.at(List.of(Step.READ, Step.NOTE));
        all.forEach(fault -> cases.add(List.of(fault)));
        // Of five tries of an event the last must succeed: else it is put aside.
        cases.add(all.stream().filter(Fault::dies).toList());
        cases.add(all.stream().filter(Fault::dies).toList().reversed());
        List<Watched> watched = new ArrayList<>(cases.size());
        cases.forEach(faults -> watched.add(Watched.in("crash-" + watched.size())));

        Crashes.sideBySide(watched, one -> {
            FaultyMonitors.FAULTS.plan(one.tenant(), cases.get(watched.indexOf(one)));
            one.annPays("10.00", "down");
            one.benPays("11.00", "up");
            one.annPays("12.00", "down again");
            one.awaitTold(List.of("87.10", "86.10"), List.of("98.10"));
            assertThat(FaultyMonitors.FAULTS.left(one.tenant()))
                    .as(one.tenant())
                    .isZero();
        });

        watched.forEach(one -> replay(one.tenant()));
        watched.forEach(one -> {
            one.benPays("13.00", "after the replay");
            one.awaitTold(List.of("87.10", "86.10"), List.of("98.10", "99.10"));
            one.verifyCounted();
        });
        assertThat(service.bean(DeadLetters.class).count(CONSUMER)).isZero();
    }

    /** Returns when all that the ledger told of the tenant is told to the monitors again. */
    private static void replay(String tenant) {
        Replays replays = service.bean(Replays.class);
        Instant now = Clock.systemUTC().instant();
        Replays.Request request = new Replays.Request(
                "again for " + tenant,
                tenant,
                "wallet.transfer.completed",
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(1)),
                CONSUMER);
        // Known to the relay a moment after the consumer's start.
        await().atMost(LIMIT).until(() -> replays.start(request, "test") instanceof Replays.Result.Recorded);
        await().atMost(LIMIT)
                .until(() -> replays.list(tenant, null, true, 10).stream()
                        .anyMatch(replay -> replay.state() == EventReplay.State.DONE));
    }

    @Test
    void a_booking_that_is_looked_at_long_after_later_ones_is_told_then_once_with_the_balance_of_its_time() {
        Watched late = Watched.in("late");
        FaultyMonitors.BROKEN.add(late.wallet());
        late.annPays("10.00", "down");
        DeadLetters letters = service.bean(DeadLetters.class);
        await().atMost(LIMIT).until(() -> ofTenant(letters, late.tenant()).size() == 1);
        FaultyMonitors.BROKEN.remove(late.wallet());
        late.benPays("20.00", "up");
        late.annPays("30.00", "down again");
        late.awaitTold(List.of("77.10"), List.of("107.10"));

        DeadLetter letter = ofTenant(letters, late.tenant()).getFirst();
        FaultyMonitors.FAULTS.plan(
                late.tenant(), List.of(new Fault(Step.NOTE, true, false), new Fault(Step.READ, true, false)));
        retryUntilGone(letters, late.tenant(), letter.id());

        late.awaitTold(List.of("77.10", "87.10"), List.of("107.10"));
        replay(late.tenant());
        late.benPays("40.00", "witness");
        late.awaitTold(List.of("77.10", "87.10"), List.of("107.10", "117.10"));
        late.verifyCounted();
    }

    /** A try that fails leaves the letter where it was. */
    private static void retryUntilGone(DeadLetters letters, String tenant, String id) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            DeadLetter letter = letters.find(tenant, id);
            if (letter != null && letter.state() == DeadLetter.State.POISONED) {
                letters.retry(tenant, id);
            }
            return letter == null;
        });
    }

    private static List<DeadLetter> ofTenant(DeadLetters letters, String tenant) {
        return letters.list(tenant, CONSUMER, null, true, 10);
    }
}
