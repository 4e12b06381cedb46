package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventsProcess.Role;
import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replays are told once and to one, whoever dies, asks again or calls them off. */
@ExtendWith(StoresExtension.class)
class EventReplaysIT {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final String name = EventsStage.freshName("replays");
    private final EventsStage stage = new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), name);
    private final Replays replays = stage.replays();

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static Replays.Request request(String key, @Nullable String tenantId) {
        return new Replays.Request(
                key,
                tenantId,
                EventsStage.PLACED,
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"),
                EventsStage.CONSUMER);
    }

    /** Asked for again until the relay has heard of the consumer. */
    private EventReplay start(Replays.Request request) {
        await().atMost(EventsStage.PATIENCE)
                .until(() -> replays.start(request, "ada") instanceof Replays.Result.Recorded);
        return ((Replays.Result.Recorded) replays.start(request, "ada")).replay();
    }

    private EventReplay awaitEnd(EventReplay replay) {
        await().atMost(EventsStage.PATIENCE).until(() -> now(replay).state() != EventReplay.State.RUNNING);
        return now(replay);
    }

    private EventReplay now(EventReplay replay) {
        return Objects.requireNonNull(replays.find(null, replay.id()));
    }

    /** Takes a replay up and does nothing more. */
    private ReplayRun takenUp(ReplayRecords records) {
        ReplayRecords.Claim claim = Objects.requireNonNull(records.claim("somebody", LEASE));
        return new ReplayRun(
                new ReplayRun.Parts(
                        stage.client(),
                        new RelaySources(stage.shop(), List.of()),
                        stage.shopTransactions(),
                        records,
                        LEASE,
                        Clock.systemUTC(),
                        new StopSignal()),
                claim);
    }

    @Test
    void a_replay_tells_one_consumer_again_in_order_and_once_however_often_it_is_asked_for() {
        stage.startShop();
        Consumer other = stage.consumer("other")
                .on(
                        EventsStage.PLACED,
                        PlacedOrder.class,
                        (event, unit) -> unit.collection("others")
                                .insertOne(
                                        unit.session(),
                                        new Document("event", event.envelope().eventId())));
        stage.startLedger(stage.recording(), other);
        stage.placeAll(200, 10, 10);
        stage.awaitAllEffects();

        EventReplay done = awaitEnd(start(request("r1", "acme")));

        assertThat(done.state()).isEqualTo(EventReplay.State.DONE);
        assertThat(done.matched()).isEqualTo(200);
        assertThat(done.told()).isEqualTo(200);
        assertThat(done.requestedBy()).isEqualTo("ada");
        assertThat(start(request("r1", "acme"))).isEqualTo(done);
        stage.place("key-0", 201);
        await().atMost(EventsStage.PATIENCE).until(() -> stage.effectCount() == 401);
        List<Long> twice = stage.effects().getOrDefault("key-1", List.of());
        assertThat(twice).startsWith(1L, 2L, 3L).endsWith(18L, 19L, 20L).hasSize(40);
        assertThat(twice.subList(20, 40)).isSorted();
        await().atMost(EventsStage.PATIENCE)
                .until(() -> stage.ledger().getCollection("others").countDocuments() == 201);
    }

    @Test
    void a_replay_whose_process_is_killed_in_the_middle_is_finished_by_the_next_one() throws Exception {
        EventsRuntime shop = stage.startShop();
        stage.startLedger(stage.recording());
        stage.placeAll(4_000, 20, 100);
        stage.awaitAllEffects();
        await().atMost(EventsStage.PATIENCE)
                .until(() -> replays.start(request("known", "nobody"), "ada") instanceof Replays.Result.Recorded);
        stage.stop(shop);
        EventReplay replay = start(request("r1", "acme"));
        Process dying =
                EventsProcess.start(Role.SHOP_DYING_IN_A_REPLAY, TestStores.mongoUri(), TestStores.redisUri(), name);
        assertThat(dying.waitFor(EventsStage.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(now(replay).told()).isPositive().isLessThan(4_000);

        stage.startShop();

        EventReplay done = awaitEnd(replay);
        assertThat(done.state()).isEqualTo(EventReplay.State.DONE);
        assertThat(done.told()).isEqualTo(4_000);
        await().atMost(EventsStage.PATIENCE).until(() -> stage.effectCount() == 8_000);
        assertThat(stage.effects())
                .allSatisfy((key, seqs) -> assertThat(seqs.subList(200, 400)).isEqualTo(seqs.subList(0, 200)));
    }

    @Test
    void a_replay_that_is_called_off_tells_nothing_more_also_where_a_process_has_it() {
        letConsumerBeKnown();
        stage.placeAll(20, 10, 10);
        EventReplay replay = start(request("r1", "acme"));
        ReplayRecords records = new ReplayRecords(stage.shop());
        ReplayRun run = takenUp(records);
        assertThat(records.claim("another", LEASE)).isNull();

        assertThatThrownBy(() -> replays.cancel("globex", replay.id(), "eve")).isInstanceOf(CodedException.class);
        assertThat(replays.cancel("acme", replay.id(), "bob"))
                .isInstanceOfSatisfying(
                        Replays.Result.Recorded.class,
                        recorded -> assertThat(recorded.replay().state()).isEqualTo(EventReplay.State.CANCELLED));

        assertThatThrownBy(run::run).isInstanceOf(LeaseLost.class);
        assertThat(now(replay).told()).isZero();
        assertThat(now(replay).error()).isEqualTo("Cancelled by bob.");
        assertThat(stage.shop().getCollection(Outbox.COLLECTION).countDocuments())
                .isEqualTo(20);
        assertThat(replays.cancel("acme", replay.id(), "bob"))
                .isInstanceOfSatisfying(
                        Replays.Result.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EventRefusal.REPLAY_OVER));
        assertThat(records.claim("another", LEASE)).isNull();
    }

    @Test
    void a_replay_to_nobody_one_of_another_tenants_events_and_a_key_that_is_taken_change_nothing() {
        letConsumerBeKnown();
        stage.placeAll(20, 10, 10);
        Replays.Request other = request("r1", "globex");
        assertThat(replays.start(
                        new Replays.Request("r0", "acme", EventsStage.PLACED, other.from(), other.to(), "nobody"),
                        "ada"))
                .isInstanceOfSatisfying(
                        Replays.Result.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EventRefusal.UNKNOWN_CONSUMER));
        EventReplay replay = start(other);

        takenUp(new ReplayRecords(stage.shop())).run();

        assertThat(now(replay).state()).isEqualTo(EventReplay.State.DONE);
        assertThat(now(replay).matched()).isZero();
        assertThat(replays.start(
                        new Replays.Request(
                                "r1", "globex", "order.cancelled", other.from(), other.to(), EventsStage.CONSUMER),
                        "ada"))
                .isInstanceOfSatisfying(
                        Replays.Result.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EventRefusal.REPLAY_KEY_TAKEN));
        EventReplay ofAcme = start(request("r1", "acme"));
        assertThat(replays.list("globex", null, true, 10)).containsExactly(now(replay));
        assertThat(replays.list("acme", null, true, 10)).containsExactly(ofAcme);
    }

    /** As the relay remembers lanes that have reported to it. */
    private void letConsumerBeKnown() {
        stage.shop()
                .getCollection(RelayStates.COLLECTION)
                .insertOne(new Document("_id", "relay").append("lanes", new Document(EventsStage.CONSUMER + "/0", "")));
    }
}
