package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do with dead letters. */
@ExtendWith(StoresExtension.class)
class EventsOperationsIT {

    private final EventsStage stage =
            new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), EventsStage.freshName("operations"));
    private final AtomicBoolean isMended = new AtomicBoolean();

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Chokes on order 13, which is the second one of key-3, until it is mended. */
    private Consumer poisonedAtThirteen(KeyPolicy policy) {
        return stage.consumer(EventsStage.CONSUMER)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    if (event.data().number() == 13 && !isMended.get()) {
                        throw new IllegalArgumentException("order 13 is poison");
                    }
                })
                .whenPoisoned(policy);
    }

    private DeadLetter awaitPoisoned(int letters) {
        await().atMost(EventsStage.PATIENCE).until(() -> stage.deadLetters().count(EventsStage.CONSUMER) == letters);
        return stage.deadLetters().of(EventsStage.CONSUMER).getFirst();
    }

    @Test
    void a_retried_letter_has_its_effect_once_and_is_gone() {
        stage.startShop();
        stage.startLedger(poisonedAtThirteen(KeyPolicy.PASS));
        stage.placeAll(100, 10, 10);
        DeadLetter poisoned = awaitPoisoned(1);
        isMended.set(true);

        assertThat(stage.deadLetters().retry("acme", poisoned.id()))
                .isInstanceOfSatisfying(
                        DeadLetters.Outcome.Done.class,
                        done -> assertThat(done.letter().state()).isEqualTo(DeadLetter.State.RETRYING));

        await().atMost(EventsStage.PATIENCE)
                .until(() -> stage.deadLetters().count(EventsStage.CONSUMER) == 0 && stage.effectCount() == 100);
        assertThat(stage.effects().get("key-3")).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 2L);
    }

    @Test
    void a_letter_that_fails_again_stays_and_remembers_every_try() {
        stage.startShop();
        stage.startLedger(poisonedAtThirteen(KeyPolicy.PASS));
        stage.placeAll(20, 10, 10);
        DeadLetter poisoned = awaitPoisoned(1);
        assertThat(poisoned.history()).hasSize(EventsStage.LIMITS.attempts());

        stage.deadLetters().retry("acme", poisoned.id());

        await().atMost(EventsStage.PATIENCE)
                .untilAsserted(() -> assertThat(stage.deadLetters().find("acme", poisoned.id()))
                        .isNotNull()
                        .satisfies(letter -> {
                            assertThat(letter.state()).isEqualTo(DeadLetter.State.POISONED);
                            assertThat(letter.history()).hasSize(EventsStage.LIMITS.attempts() + 1);
                        }));
    }

    @Test
    void those_that_wait_follow_the_retried_letter_in_order() {
        stage.startShop();
        stage.startLedger(poisonedAtThirteen(KeyPolicy.WAIT));
        stage.placeAll(100, 10, 10);
        DeadLetter poisoned = awaitPoisoned(9);
        String waiting = stage.deadLetters().of(EventsStage.CONSUMER).getLast().id();
        assertThat(stage.deadLetters().retry("acme", waiting))
                .isEqualTo(new DeadLetters.Outcome.Refused(EventRefusal.DEAD_LETTER_WAITS));
        isMended.set(true);

        stage.deadLetters().retry("acme", poisoned.id());
        stage.placeAll(100, 10, 10);

        stage.awaitAllEffects();
    }

    @Test
    void those_that_wait_follow_also_where_the_poisoned_letter_is_discarded() {
        stage.startShop();
        stage.startLedger(poisonedAtThirteen(KeyPolicy.WAIT));
        stage.placeAll(100, 10, 10);
        DeadLetter poisoned = awaitPoisoned(9);

        stage.deadLetters().discard("acme", poisoned.id());
        stage.place("key-3", 14);

        await().atMost(EventsStage.PATIENCE)
                .until(() -> stage.deadLetters().count(EventsStage.CONSUMER) == 0 && stage.effectCount() == 100);
        assertThat(stage.effects().get("key-3")).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void the_letters_of_another_tenant_are_not_there() {
        stage.startShop();
        stage.startLedger(poisonedAtThirteen(KeyPolicy.PASS));
        stage.placeAll(20, 10, 10);
        String id = awaitPoisoned(1).id();

        assertThat(stage.deadLetters().list("globex", null, null, true, 10)).isEmpty();
        assertThat(stage.deadLetters().list("acme", null, null, true, 10)).hasSize(1);
        assertThatThrownBy(() -> stage.deadLetters().retry("globex", id))
                .isInstanceOfSatisfying(
                        CodedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(CommonError.NOT_FOUND));
        assertThatThrownBy(() -> stage.deadLetters().discard("globex", id)).isInstanceOf(CodedException.class);
        assertThat(stage.deadLetters().count(EventsStage.CONSUMER)).isEqualTo(1);
    }
}
