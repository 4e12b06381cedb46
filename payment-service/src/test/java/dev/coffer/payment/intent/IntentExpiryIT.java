package dev.coffer.payment.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.intent.FaultyIntents.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The end of a payment's time, with every write of it failing, and with somebody who captures or cancels in between. One replica takes
 * requests; two end what is over; of two more the clocks are ten minutes ahead and behind, and the one that is ahead looks for what is
 * over too. Ann has 97.10 EUR and pays for an order of 40.00.
 */
@ExtendWith(StoresExtension.class)
class IntentExpiryIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SHORT = 2;
    private static final int RANDOM_TRIALS = 36;
    private static final int MOST_FAULTS = 4;

    private static final List<Step> EXPIRY = List.of(Step.TAKE_UP, Step.NOTE_DECISION, Step.RELEASE, Step.NOTE_BOOKED);

    private static TestTokens tokens;
    private static TestService front;
    private static TestService one;
    private static TestService other;
    private static TestService ahead;
    private static TestService behind;

    private enum End {
        APPROVED("57.10", Map.of("HOLD", 1, "PURCHASE", 1), "payment.intent.approved"),
        CANCELLED("97.10", Map.of("HOLD", 1, "RELEASE", 1), "payment.intent.cancelled"),
        FAILED("97.10", Map.of("HOLD", 1, "RELEASE", 1), "payment.intent.failed");

        final String left;
        final Map<String, Integer> booked;
        final String event;

        End(String left, Map<String, Integer> booked, String event) {
            this.left = left;
            this.booked = booked;
            this.event = event;
        }
    }

    private enum Action {
        CAPTURE(End.APPROVED, List.of(Step.NOTE_DECISION, Step.CAPTURE, Step.NOTE_BOOKED)),
        CANCEL(End.CANCELLED, List.of(Step.NOTE_DECISION, Step.RELEASE, Step.NOTE_BOOKED));

        final End end;
        final List<Step> way;

        Action(End end, List<Step> way) {
            this.end = end;
            this.way = way;
        }
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        front = replica(database, FaultyIntents.RARELY, "PT0S");
        one = replica(database, "100ms", "PT0S");
        other = replica(database, "100ms", "PT0S");
        ahead = replica(database, "100ms", "PT10M");
        behind = replica(database, FaultyIntents.RARELY, "-PT10M");
    }

    private static TestService replica(String database, String sweepEvery, String clockError) {
        return TestService.start(
                FaultyIntents.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        // The planned faults would fill the log.
                        "logging.level.dev.coffer",
                        "OFF",
                        "test.clock-error",
                        clockError,
                        FaultyIntents.SWEEP_EVERY,
                        sweepEvery,
                        "coffer.payment.intents.lease",
                        "1s",
                        "coffer.payment.intents.patience",
                        "2s",
                        "coffer.payment.intents.pause",
                        "50ms"));
    }

    @AfterAll
    static void stop() {
        Crashes.verifyBook(front);
        List.of(front, one, other, ahead, behind).forEach(TestService::close);
        tokens.close();
    }

    /** One payment in a tenant of its own. */
    private record Trial(String tenant, Customer ann, Customer shop, AtomicReference<String> made) {

        static Trial of(String name) {
            String tenant = name.toLowerCase(Locale.ROOT);
            Customer ann = somebody(tenant, "ann", "user").withMoney("100.00", "EUR");
            return new Trial(tenant, ann, somebody(tenant, "shop", "merchant"), new AtomicReference<>(""));
        }

        /** With a token that counts by each of the clocks. */
        private static Customer somebody(String tenant, String userId, String role) {
            Instant now = Instant.now();
            String token = tokens.mint(
                    new Caller(userId, tenant, Set.of(role), "session"),
                    claims -> claims.issueTime(Date.from(now.minus(LIMIT.multipliedBy(30))))
                            .notBeforeTime(Date.from(now.minus(LIMIT.multipliedBy(30))))
                            .expirationTime(Date.from(now.plus(LIMIT.multipliedBy(30)))),
                    header -> header);
            return new Customer(front, tenant, userId, token);
        }

        Trial order(TestService at, int seconds) {
            JsonNode answer = IntentCalls.create(
                    ann.at(at), "o1", "40.00", Map.of("idempotencyKey", "k1", "expiresInSeconds", seconds));
            made.set(IntentCalls.text(answer, "/id"));
            return this;
        }

        String id() {
            return Objects.requireNonNull(made.get());
        }

        JsonNode act(Action action) {
            return switch (action) {
                case CAPTURE -> IntentCalls.capture(shop, id());
                case CANCEL -> IntentCalls.cancel(ann, id());
            };
        }

        JsonNode insist(Action action) {
            return Crashes.insist(FaultyIntents.FAULTS, tenant, List.<Supplier<JsonNode>>of(() -> act(action)));
        }

        String status() {
            return IntentCalls.text(IntentCalls.find(ann, id()), "/status");
        }

        void awaitEnd(End end) {
            await(tenant).atMost(LIMIT).untilAsserted(() -> {
                assertThat(status()).as(tenant).isEqualTo(end.name());
                Map<String, Integer> booked = new TreeMap<>(IntentCalls.booked(ann));
                booked.remove("DEPOSIT");
                assertThat(booked).as(tenant).isEqualTo(end.booked);
                assertThat(ann.balance("EUR")).as(tenant).isEqualByComparingTo(end.left);
                assertThat(IntentCalls.held(ann)).as(tenant).isEqualTo("0.00");
                assertThat(new ToldEvents(front).typesOf(tenant, id()))
                        .as(tenant)
                        .containsExactly("payment.intent.held", end.event);
            });
            if (end == End.FAILED) {
                assertThat(IntentCalls.text(IntentCalls.find(ann, id()), "/failure/code"))
                        .as(tenant)
                        .isEqualTo("PAYMENT_EXPIRED");
            }
        }
    }

    @Test
    void a_fault_before_or_after_any_write_of_the_expiry_gives_the_money_back_once() {
        List<List<Fault>> cases = new ArrayList<>();
        Crashes.at(EXPIRY).forEach(fault -> cases.add(List.of(fault)));
        for (boolean isAfter : List.of(false, true)) {
            cases.add(
                    EXPIRY.stream().map(step -> new Fault(step, isAfter, true)).toList());
        }
        Crashes.sideBySide(cases, faults -> {
            Trial trial = Trial.of("expires-" + cases.indexOf(faults)).order(front, SHORT);
            FaultyIntents.FAULTS.plan(trial.tenant(), faults);
            trial.awaitEnd(End.FAILED);
            assertThat(FaultyIntents.FAULTS.left(trial.tenant()))
                    .as(faults.toString())
                    .isZero();
        });
    }

    private record Between(Action action, Step step, boolean isAfter) {

        static List<Between> any(Action action, List<Step> steps) {
            List<Between> all = new ArrayList<>();
            for (Step step : steps) {
                all.add(new Between(action, step, false));
                all.add(new Between(action, step, true));
            }
            return all;
        }

        Trial trial(String name) {
            return Trial.of(name + "-" + action + "-" + step + (isAfter ? "-after" : "-before"));
        }

        /** Whether what is decided only comes after this. */
        boolean isUndecided() {
            return step == Step.TAKE_UP || step == Step.NOTE_DECISION && !isAfter;
        }

        void plan(Trial trial, boolean isAlone, Runnable work) {
            FaultyIntents.meanwhile(trial.tenant(), new Meanwhile(step, isAfter, isAlone, work));
        }
    }

    @Test
    void who_captures_or_cancels_between_two_writes_of_the_expiry_comes_first_or_too_late() {
        List<Between> cases = new ArrayList<>();
        for (Action action : Action.values()) {
            cases.addAll(Between.any(action, EXPIRY));
        }
        Crashes.sideBySide(cases, between -> {
            Trial trial = between.trial("meanwhile").order(front, SHORT);
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            between.plan(trial, true, () -> answer.complete(trial.act(between.action())));
            JsonNode told = answer.join();
            if (between.isUndecided()) {
                assertThat(IntentCalls.text(told, "/status"))
                        .as(trial.tenant())
                        .isEqualTo(between.action().end.name());
                trial.awaitEnd(between.action().end);
            } else {
                assertThat(IntentCalls.code(told)).as(trial.tenant()).isEqualTo("PAYMENT_NOT_PENDING");
                trial.awaitEnd(End.FAILED);
            }
        });
    }

    @Test
    void who_is_paused_between_two_writes_until_the_time_is_over_changes_nothing_of_what_others_made_of_it() {
        List<Between> cases = new ArrayList<>();
        for (Action action : Action.values()) {
            cases.addAll(Between.any(action, action.way));
        }
        Crashes.sideBySide(cases, between -> {
            Trial trial = between.trial("paused").order(front, SHORT);
            End end = between.isUndecided() ? End.FAILED : between.action().end;
            between.plan(trial, false, () -> trial.awaitEnd(end));
            JsonNode told = trial.act(between.action());
            assertThat(FaultyIntents.isToCome(trial.tenant()))
                    .as(trial.tenant())
                    .isFalse();
            if (between.isUndecided()) {
                assertThat(IntentCalls.code(told)).as(trial.tenant()).isEqualTo("PAYMENT_NOT_PENDING");
            } else {
                assertThat(IntentCalls.text(told, "/status")).as(trial.tenant()).isEqualTo(end.name());
            }
            trial.awaitEnd(end);
        });
    }

    @Test
    void a_capture_a_cancellation_and_the_end_of_the_time_at_once_with_faults_at_random_have_one_outcome() {
        RandomGenerator random = TestSeeds.random(IntentExpiryIT.class);
        List<Step> steps = List.of(Step.TAKE_UP, Step.NOTE_DECISION, Step.RELEASE, Step.CAPTURE, Step.NOTE_BOOKED);
        List<List<Fault>> cases = new ArrayList<>();
        for (int i = 0; i < RANDOM_TRIALS; i++) {
            List<Fault> faults = new ArrayList<>();
            for (int n = random.nextInt(MOST_FAULTS + 1); n > 0; n--) {
                faults.add(
                        new Fault(steps.get(random.nextInt(steps.size())), random.nextBoolean(), random.nextBoolean()));
            }
            cases.add(faults);
        }
        List<Integer> delays =
                cases.stream().map(faults -> random.nextInt(-100, 200)).toList();
        List<Integer> numbers = IntStream.range(0, RANDOM_TRIALS).boxed().toList();
        Crashes.sideBySide(numbers, number -> atOnce("random-" + number, cases.get(number), delays.get(number)));
    }

    /** @param delayMillis from the end of the time to the requests */
    private static void atOnce(String name, List<Fault> faults, int delayMillis) {
        Trial trial = Trial.of(name).order(front, 1);
        FaultyIntents.FAULTS.plan(trial.tenant(), faults);
        Instant due = Instant.parse(IntentCalls.text(IntentCalls.find(trial.ann(), trial.id()), "/expiresAt"))
                .plusMillis(delayMillis);
        await(name)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Instant.now().isAfter(due));
        List<CompletableFuture<String>> told = List.of(Action.values()).stream()
                .map(action -> CompletableFuture.supplyAsync(
                        () -> IntentCalls.code(trial.insist(action)).isEmpty() ? action.end.name() : "",
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        List<String> ends = told.stream()
                .map(CompletableFuture::join)
                .filter(end -> !end.isEmpty())
                .toList();
        await(name).atMost(LIMIT).until(() -> !trial.status().equals("PROCESSING"));
        End end = End.valueOf(trial.status());
        assertThat(ends).as(name).containsExactlyElementsOf(end == End.FAILED ? List.of() : List.of(end.name()));
        trial.awaitEnd(end);
    }

    @Test
    void the_time_that_was_told_counts_and_no_replicas_own_clock_ends_it() {
        Trial patient = Trial.of("patient").order(front, 120);
        Trial madeAhead = Trial.of("made-ahead").order(ahead, 1);
        Trial madeBehind = Trial.of("made-behind").order(behind, 120);
        Trial witness = Trial.of("witness").order(front, 1);

        witness.awaitEnd(End.FAILED);
        madeBehind.awaitEnd(End.FAILED);
        for (Trial trial : List.of(patient, madeAhead)) {
            assertThat(trial.status()).as(trial.tenant()).isEqualTo("PROCESSING");
            assertThat(IntentCalls.code(trial.act(Action.CAPTURE)))
                    .as(trial.tenant())
                    .isEmpty();
            trial.awaitEnd(End.APPROVED);
        }
        assertThat(IntentCalls.code(madeBehind.act(Action.CAPTURE))).isEqualTo("PAYMENT_NOT_PENDING");
    }
}
