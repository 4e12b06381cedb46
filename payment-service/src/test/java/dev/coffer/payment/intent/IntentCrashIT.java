package dev.coffer.payment.intent;

import static dev.coffer.payment.intent.IntentCalls.booked;
import static dev.coffer.payment.intent.IntentCalls.code;
import static dev.coffer.payment.intent.IntentCalls.find;
import static dev.coffer.payment.intent.IntentCalls.held;
import static dev.coffer.payment.intent.IntentCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.intent.FaultyIntents.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A payment whose process throws or dies before and after every write. One replica takes the requests and takes nothing up again; the
 * other one does, and takes no requests.
 */
@ExtendWith(StoresExtension.class)
class IntentCrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RANDOM_TRIALS = 40;
    private static final int MOST_FAULTS = 5;
    private static final int AT_ONCE = 8;

    private static TestTokens tokens;
    private static TestService front;
    private static TestService sweeper;

    private enum Scenario {
        AT_ONCE("APPROVED", "57.10", Map.of("HOLD", 1, "PURCHASE", 1)),
        CAPTURED("APPROVED", "57.10", Map.of("HOLD", 1, "PURCHASE", 1)),
        CANCELLED("CANCELLED", "97.10", Map.of("HOLD", 1, "RELEASE", 1)),
        REFUNDED("REFUNDED", "97.10", Map.of("HOLD", 1, "PURCHASE", 1, "REFUND", 1));

        final String status;
        final String left;
        final Map<String, Integer> booked;

        Scenario(String status, String left, Map<String, Integer> booked) {
            this.status = status;
            this.left = left;
            this.booked = booked;
        }

        /** The steps on its way where a fault can strike. */
        List<Step> steps() {
            return switch (this) {
                case AT_ONCE -> List.of(Step.INSERT, Step.HOLD, Step.NOTE_BOOKED, Step.CAPTURE);
                case CAPTURED -> List.of(Step.HOLD, Step.NOTE_BOOKED, Step.NOTE_DECISION, Step.CAPTURE);
                case CANCELLED -> List.of(Step.NOTE_DECISION, Step.RELEASE);
                case REFUNDED -> List.of(Step.NOTE_DECISION, Step.REFUND);
            };
        }
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        front = replica(database, "1h");
        sweeper = replica(database, "100ms");
    }

    private static TestService replica(String database, String sweepEvery) {
        return TestService.start(
                FaultyIntents.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        // The planned faults would fill the log.
                        "logging.level.dev.coffer", "OFF",
                        "coffer.payment.intents.sweep-every", sweepEvery,
                        "coffer.payment.intents.lease", "1s",
                        "coffer.payment.intents.patience", "2s",
                        "coffer.payment.intents.pause", "50ms"));
    }

    @AfterAll
    static void stop() {
        front.close();
        sweeper.close();
        tokens.close();
    }

    /** A client that repeats its request until it learns what became of it. */
    private static JsonNode insist(String tenant, Supplier<JsonNode> request) {
        JsonNode[] answer = new JsonNode[1];
        await(tenant).atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            FaultyIntents.FAULTS.revive(tenant);
            JsonNode got = request.get();
            answer[0] = got;
            return !code(got).equals("UNAVAILABLE");
        });
        return answer[0];
    }

    private static void run(Scenario scenario, String tenant, List<Fault> faults) {
        Customer ann = Customer.of(front, tokens, tenant, "ann").withMoney("100.00", "EUR");
        Customer shop = new Customer(front, tenant, "shop", tokens.user("shop", tenant, "merchant"));
        FaultyIntents.FAULTS.plan(tenant, faults);
        boolean isAtOnce = scenario == Scenario.AT_ONCE || scenario == Scenario.REFUNDED;
        String id = text(insist(tenant, () -> IntentCalls.create(ann, "o1", "40.00", isAtOnce, "k1")), "/id");
        String before = isAtOnce ? "APPROVED" : "PROCESSING";
        await(tenant).atMost(LIMIT).until(() -> {
            JsonNode now = find(ann, id);
            return text(now, "/status").equals(before)
                    && !now.at("/data/paymentIntent/holdId").isNull();
        });
        switch (scenario) {
            case AT_ONCE -> {}
            case CAPTURED -> insist(tenant, () -> IntentCalls.capture(shop, id));
            case CANCELLED -> insist(tenant, () -> IntentCalls.cancel(ann, id));
            case REFUNDED -> insist(tenant, () -> IntentCalls.refund(shop, id));
        }
        await(tenant).atMost(LIMIT).untilAsserted(() -> {
            assertThat(text(find(ann, id), "/status")).as(tenant).isEqualTo(scenario.status);
            Map<String, Integer> booked = new TreeMap<>(booked(ann));
            booked.remove("DEPOSIT");
            assertThat(booked).as(tenant).isEqualTo(scenario.booked);
            assertThat(ann.balance("EUR")).as(tenant).isEqualByComparingTo(scenario.left);
            assertThat(held(ann)).as(tenant).isEqualTo("0.00");
        });
    }

    private static void together(List<Runnable> trials) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            trials.stream()
                    .map(trial -> CompletableFuture.runAsync(trial, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Test
    void a_fault_before_or_after_any_write_changes_nothing_of_how_it_ends() {
        List<Runnable> trials = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Step step : scenario.steps()) {
                for (int i = 0; i < 4; i++) {
                    Fault fault = new Fault(step, i % 2 == 1, i >= 2);
                    String tenant = (scenario + "-" + step + "-" + i).toLowerCase(Locale.ROOT);
                    trials.add(() -> run(scenario, tenant, List.of(fault)));
                }
            }
        }
        together(trials);
    }

    @Test
    void several_faults_at_random_change_nothing_either() {
        RandomGenerator random = TestSeeds.random(IntentCrashIT.class);
        List<Runnable> trials = new ArrayList<>();
        for (int i = 0; i < RANDOM_TRIALS; i++) {
            Scenario scenario = Scenario.values()[random.nextInt(Scenario.values().length)];
            List<Fault> faults = new ArrayList<>();
            for (int n = 0; n < 1 + random.nextInt(MOST_FAULTS); n++) {
                faults.add(new Fault(
                        scenario.steps().get(random.nextInt(scenario.steps().size())),
                        random.nextBoolean(),
                        random.nextBoolean()));
            }
            String tenant = "random-" + i;
            trials.add(() -> run(scenario, tenant, faults));
        }
        together(trials);
    }
}
