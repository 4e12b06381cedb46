package dev.coffer.bonus.award;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaCrashes;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sagas of awards with a crash before and after every write: each event is told once, and the money is settled once. */
@ExtendWith(StoresExtension.class)
class AwardSagasCrashIT {

    private static final String TENANT = "main";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                BonusApplication.class,
                BonusApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.sagas.run", "false"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static Awards awards() {
        return service.bean(Awards.class);
    }

    private static Sagas sagas() {
        return service.bean(Sagas.class);
    }

    private static CloseSteps steps(String name) {
        return new CloseSteps(
                name,
                awards(),
                service.bean(Outbox.class),
                sagas(),
                service.bean(AwardTallies.class),
                Clock.systemUTC());
    }

    private static Saga<Giving> giving() {
        return new GiveSteps(awards(), service.bean(Outbox.class), Clock.systemUTC()).saga();
    }

    private static <T> T inTransaction(Function<UnitOfWork, T> work) {
        return service.bean(Transactions.class).inTransaction(work);
    }

    /** Each run has a user of its own, so that what was told can be told apart. */
    private static Award given(String userId) {
        Money value = new Money(1_000, Currencies.builtIn().get("EUR"));
        AwardTerms terms = new AwardTerms(
                "WELCOME",
                1,
                "WELCOME",
                "Welcome",
                Duration.ofDays(1),
                new AwardTerms.Wagering(100, false, null, List.of()),
                new Money(700, value.currency()),
                false,
                false);
        return inTransaction(unit -> service.bean(GiveBonus.class)
                .give(unit, new Gift(TENANT, userId, "key-" + userId, value, null, terms, false, null)));
    }

    private static void everywhere(SagaCrashes.Scenario scenario, Saga<?> saga, SagaState end) {
        new SagaCrashes(service.bean(MongoDatabase.class), service.bean(Transactions.class), List.of(saga))
                .everywhere(EnumSet.of(end), scenario);
    }

    private static List<String> told(String userId) {
        return new ToldEvents(service).typesOf(TENANT, userId);
    }

    /** Gives an award, answered or refused by payment-service. */
    private record Given(String name, boolean isRefused) implements SagaCrashes.Scenario {

        @Override
        public String begin(int run) {
            Award award = given(name + run);
            return inTransaction(unit -> {
                sagas().tell(
                                unit,
                                giving(),
                                TENANT,
                                award.id(),
                                data -> StepResult.done(isRefused ? data.refused("no") : data.credited()));
                return Objects.requireNonNull(sagas().await(giving(), TENANT, award.id(), Duration.ZERO))
                        .id();
            });
        }

        @Override
        public void check(int run, SagaInstance ended) {
            Award award = Objects.requireNonNull(awards().find(TENANT, ended.key()));
            assertThat(award.state().status())
                    .isEqualTo(isRefused ? AwardState.Status.CANCELLED : AwardState.Status.PENDING);
            assertThat(told(name + run))
                    .isEqualTo(isRefused ? List.of("bonus.awarded", "bonus.cancelled") : List.of("bonus.awarded"));
        }
    }

    /** Ends an award of 10.00 of which 9.00 are out of use, with 2.00 that are not its own. */
    private record Closed(String name, String saga) implements SagaCrashes.Scenario {

        @Override
        public String begin(int run) {
            Award award = given(name + run);
            return inTransaction(unit -> {
                        AwardState.Open active = ((AwardState.Pending) award.state())
                                .activated(Clock.systemUTC().instant());
                        AwardState state =
                                saga.equals(CloseSteps.CONVERT) ? active.met() : active.ended(Ending.EXPIRED, null);
                        AwardMoney money = AwardMoney.NONE.credited("wallet-" + name + run, 1, 1_000);
                        Award closing = service.bean(AwardSagas.class)
                                .close(unit, award.with(state).with(money));
                        awards().save(unit, List.of(closing));
                        return closing;
                    })
                    .id()
                    .transform(id -> {
                        Saga<Closing> declared = steps(saga).saga();
                        String key = CloseSteps.key(id, 1);
                        inTransaction(unit -> sagas().tell(
                                        unit,
                                        declared,
                                        TENANT,
                                        key,
                                        data -> StepResult.done(
                                                data.locked(700, 900).done())));
                        return Objects.requireNonNull(sagas().await(declared, TENANT, key, Duration.ZERO))
                                .id();
                    });
        }

        /** What of it was not out of use begins another round. */
        @Override
        public void check(int run, SagaInstance ended) {
            String id = ended.key().substring(0, ended.key().indexOf(':'));
            Award award = Objects.requireNonNull(awards().find(TENANT, id));
            boolean isConverted = saga.equals(CloseSteps.CONVERT);
            assertThat(award.state().status())
                    .isEqualTo(isConverted ? AwardState.Status.CONVERTED : AwardState.Status.EXPIRED);
            assertThat(award.money().converted()).isEqualTo(isConverted ? 700 : 0);
            assertThat(award.money().returned()).isEqualTo(isConverted ? 0 : 700);
            assertThat(award.money().round()).isEqualTo(2);
            assertThat(told(name + run))
                    .containsOnlyOnce("bonus.settled", isConverted ? "bonus.converted" : "bonus.expired");
            assertThat(sagas().await(steps(saga).saga(), TENANT, CloseSteps.key(id, 2), Duration.ZERO))
                    .isNotNull();
        }
    }

    @Test
    void wherever_it_crashes_a_bonus_is_told_once() {
        everywhere(new Given("given", false), giving(), SagaState.COMPLETED);
    }

    @Test
    void wherever_it_crashes_a_refused_bonus_is_cancelled_once() {
        everywhere(new Given("refused", true), giving(), SagaState.COMPLETED);
    }

    @Test
    void wherever_it_crashes_a_bonus_is_converted_once() {
        everywhere(
                new Closed("converted", CloseSteps.CONVERT),
                steps(CloseSteps.CONVERT).saga(),
                SagaState.COMPLETED);
    }

    @Test
    void wherever_it_crashes_a_bonus_ends_once() {
        everywhere(new Closed("ended", CloseSteps.END), steps(CloseSteps.END).saga(), SagaState.COMPLETED);
    }
}
