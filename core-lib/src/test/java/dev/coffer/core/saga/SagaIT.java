package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class SagaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static int tests;
    private PayoutStage stage;

    @BeforeEach
    void open(@FreshDatabase String database) {
        stage = new PayoutStage(database + "_" + ++tests, Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void the_steps_happen_in_order_and_are_told_in_the_history() {
        stage.run();
        String id = stage.start("p1", 10);
        awaitState(id, SagaState.WAITING);

        assertThat(stage.confirm("p1")).isEqualTo(Sagas.Told.NOTED);
        awaitState(id, SagaState.COMPLETED);

        assertThat(stage.read(id).history())
                .extracting(entry -> entry.step() + " " + entry.what())
                .containsExactly(
                        "reserve STARTED",
                        "reserve DONE",
                        "send DONE",
                        "confirmation WAITS",
                        "confirmation DONE",
                        "book DONE",
                        "book COMPLETED");
        assertThat(stage.confirm("p1")).isEqualTo(Sagas.Told.TOO_LATE);
        assertThat(stage.confirm("somebody else's")).isEqualTo(Sagas.Told.UNKNOWN);
    }

    @Test
    void three_replicas_at_once_do_every_step_of_many_sagas_once() {
        stage.run();
        stage.run();
        stage.run();
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            ids.add(stage.start("p" + number, 10));
            stage.confirm("p" + number);
        }

        ids.forEach(id -> awaitState(id, SagaState.COMPLETED));

        assertThat(ids).allSatisfy(id -> {
            assertThat(stage.effect(id, "reserved")).isEqualTo(1);
            assertThat(stage.effect(id, "booked")).isEqualTo(1);
        });
    }

    @Test
    void a_key_has_one_saga() {
        stage.start("p1", 10);

        assertThatThrownBy(() -> stage.start("p1", 10)).isInstanceOf(Sagas.AlreadyStarted.class);
    }

    @Test
    void a_refused_local_step_leaves_nothing_behind() {
        stage.run();
        String id = stage.start("p1", 5_000);

        awaitState(id, SagaState.COMPENSATED);

        assertThat(stage.effect(id, "reserved")).isZero();
        assertThat(stage.effect(id, "released")).isZero();
        assertThat(stage.read(id).reason()).isEqualTo("not enough money");
    }

    @Test
    void a_refused_call_is_not_made_again_and_what_was_done_before_is_undone() {
        stage.bank.isRefusing = true;
        stage.run();
        String id = stage.start("p1", 10);

        awaitState(id, SagaState.COMPENSATED);

        assertThat(stage.effect(id, "released")).isEqualTo(1);
        assertThat(stage.bank.hasRecalled(id))
                .as("a definite no needs no recall")
                .isFalse();
    }

    @Test
    void a_fact_that_does_not_come_in_time_has_everything_undone() {
        stage.run();
        String id = stage.start("p1", 10);

        awaitState(id, SagaState.COMPENSATED);

        assertThat(stage.bank.hasRecalled(id)).isTrue();
        assertThat(stage.effect(id, "released")).isEqualTo(1);
        assertThat(stage.read(id).reason()).contains("confirmation").contains("1.5");
        assertThat(stage.confirm("p1")).isEqualTo(Sagas.Told.TOO_LATE);
    }

    @Test
    void what_cannot_be_undone_needs_attention_and_is_retried_on_demand() {
        stage.bank.isFailingToRecall = true;
        stage.run();
        String id = stage.start("p1", 10);
        awaitState(id, SagaState.WAITING);
        stage.deny("p1");
        awaitState(id, SagaState.NEEDS_ATTENTION);
        assertThat(stage.read(id).reason()).contains("send").contains("the bank is closed");
        assertThat(stage.effect(id, "released"))
                .as("the last step is undone first")
                .isZero();

        stage.bank.isFailingToRecall = false;
        assertThat(stage.sagas().retry(PayoutStage.TENANT, id)).isInstanceOf(Sagas.Outcome.Done.class);

        awaitState(id, SagaState.COMPENSATED);
        assertThat(stage.effect(id, "released")).isEqualTo(1);
    }

    @Test
    void past_the_pivot_a_failure_needs_attention_and_there_is_no_cancelling() {
        stage.run(stage.declaration(1, true));
        String id = stage.start("p1", 10);

        awaitState(id, SagaState.NEEDS_ATTENTION);

        assertThat(stage.bank.hasRecalled(id)).isFalse();
        assertThat(stage.sagas().cancel(PayoutStage.TENANT, id, "nobody confirms"))
                .isEqualTo(new Sagas.Outcome.Refused(SagaRefusal.SAGA_IRREVERSIBLE));
        stage.confirm("p1");
        stage.sagas().retry(PayoutStage.TENANT, id);
        awaitState(id, SagaState.COMPLETED);
    }

    @Test
    void a_refusal_told_to_a_saga_that_needs_attention_has_it_undone() {
        String id = stage.start("p1", 10);
        set(id, "step", "authorise");
        stage.run();
        awaitState(id, SagaState.NEEDS_ATTENTION);
        set(id, "step", "reserve");

        assertThat(stage.deny("p1")).isEqualTo(Sagas.Told.NOTED);

        awaitState(id, SagaState.COMPENSATED);
        assertThat(stage.read(id).reason()).isEqualTo("denied");
    }

    @Test
    void a_waiting_saga_is_cancelled_at_once() {
        stage.run();
        String id = stage.start("p1", 10);
        awaitState(id, SagaState.WAITING);

        stage.sagas().cancel(PayoutStage.TENANT, id, "by ada");

        awaitState(id, SagaState.COMPENSATED);
        assertThat(stage.read(id).reason()).isEqualTo("by ada");
        assertThat(stage.sagas().cancel(PayoutStage.TENANT, id, "again"))
                .isEqualTo(new Sagas.Outcome.Refused(SagaRefusal.SAGA_ENDED));
        assertThat(stage.sagas().retry(PayoutStage.TENANT, id))
                .isEqualTo(new Sagas.Outcome.Refused(SagaRefusal.SAGA_ENDED));
    }

    @Test
    void a_saga_that_goes_on_by_itself_is_not_retried() {
        String id = stage.start("p1", 10);

        assertThat(stage.sagas().retry(PayoutStage.TENANT, id))
                .isEqualTo(new Sagas.Outcome.Refused(SagaRefusal.SAGA_NOT_STUCK));
    }

    @Test
    void data_that_no_longer_parses_needs_attention_and_is_kept_as_it_is() {
        String id = stage.start("p1", 10);
        String upgraded = "{\"amount\":10,\"isConfirmed\":true,\"purpose\":\"rent\"}";
        set(id, "data", upgraded);

        stage.run();
        awaitState(id, SagaState.NEEDS_ATTENTION);

        assertThat(stage.read(id).data()).isEqualTo(upgraded);
        assertThat(stage.read(id).reason())
                .contains("Payout")
                .contains("purpose")
                .doesNotContain("rent");
        set(id, "data", "{\"amount\":10,\"isConfirmed\":true}");
        stage.sagas().retry(PayoutStage.TENANT, id);
        awaitState(id, SagaState.COMPLETED);
    }

    @Test
    void a_step_that_an_upgrade_took_away_needs_attention() {
        String id = stage.start("p1", 10);
        set(id, "step", "authorise");

        stage.run();
        awaitState(id, SagaState.NEEDS_ATTENTION);

        assertThat(stage.read(id).reason()).contains("authorise");
    }

    @Test
    void a_replica_leaves_the_sagas_of_a_newer_version_alone() {
        String id = stage.start("p1", 10);
        stage.run(stage.declaration(2, false));
        awaitState(id, SagaState.WAITING);
        assertThat(stage.read(id).definition()).isEqualTo(2);

        assertThatThrownBy(() -> stage.confirm("p1"))
                .isInstanceOf(CodedException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void a_runner_that_stops_gives_its_sagas_back() {
        SagaRunner first = stage.run();
        String id = stage.start("p1", 10);
        awaitState(id, SagaState.WAITING);
        first.close();
        stage.confirm("p1");

        stage.run();

        awaitState(id, SagaState.COMPLETED);
    }

    @Test
    void another_tenant_finds_nothing() {
        String id = stage.start("p1", 10);

        assertThat(stage.sagas().find("acme", id)).isNull();
        assertThat(stage.sagas().list("acme", null, null, null, true, 10)).isEmpty();
        assertThatThrownBy(() -> stage.sagas().cancel("acme", id, "theft")).isInstanceOf(CodedException.class);
        assertThatThrownBy(() -> stage.sagas().retry("acme", id)).isInstanceOf(CodedException.class);
    }

    @Test
    void sagas_are_listed_the_newest_first_and_page_both_ways() {
        List<String> started = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            started.add(stage.start("p" + number, 10));
        }
        List<String> newestFirst = started.reversed();

        List<SagaInstance> page = stage.sagas().list(PayoutStage.TENANT, "payout", SagaState.RUNNING, null, true, 3);
        SagaInstance last = page.getLast();
        Sagas.Place place = new Sagas.Place(last.startedAt(), last.id());
        List<SagaInstance> rest = stage.sagas().list(PayoutStage.TENANT, null, null, place, true, 3);
        List<SagaInstance> back = stage.sagas().list(PayoutStage.TENANT, null, null, place, false, 3);

        assertThat(page).extracting(SagaInstance::id).isEqualTo(newestFirst.subList(0, 3));
        assertThat(rest).extracting(SagaInstance::id).isEqualTo(newestFirst.subList(3, 5));
        assertThat(back)
                .extracting(SagaInstance::id)
                .isEqualTo(newestFirst.subList(0, 2).reversed());
    }

    private void set(String id, String field, String value) {
        stage.database()
                .getCollection(MongoSagas.COLLECTION)
                .updateOne(Filters.eq("_id", id), Updates.set(field, value));
    }

    private void awaitState(String id, SagaState state) {
        await("saga " + id + " to be " + state)
                .atMost(PATIENCE)
                .until(() -> Objects.requireNonNull(stage.read(id)).state() == state);
    }
}
