package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.realtime.EventReader.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of plain server-sent events at two replicas; what happens comes from another service. */
@ExtendWith(StoresExtension.class)
class EventStreamIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RECEIVED = "notification.received";
    private static final int MOST_BEHIND = 5;
    private static final int MOST_STREAMS = 6;

    private static TestTokens tokens;
    private static TestService service;
    private static Replicas replicas;
    private static int port;
    private static int replicaPort;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final List<EventReader> open = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = new Replicas(database, MOST_BEHIND, MOST_STREAMS, Map.of());
        tokens = replicas.tokens;
        service = replicas.service;
        port = replicas.port;
        replicaPort = replicas.replicaPort;
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @AfterEach
    void leave() {
        open.forEach(EventReader::close);
    }

    private String token(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    private EventReader connect(int at, @Nullable String token, @Nullable String lastEventId) {
        EventReader reader = EventReader.open("http://127.0.0.1:" + at + "/events", token, lastEventId);
        open.add(reader);
        return reader;
    }

    /** Until it is told that it is heard. */
    private EventReader follow(int at, String userId) {
        EventReader reader = connect(at, token(userId), null);
        await().atMost(PATIENCE).until(() -> !reader.of("ready").isEmpty());
        return reader;
    }

    private EventEnvelope deposit(String userId, String amount) {
        return replicas.deposit(tenantId, userId, amount);
    }

    private void markAllRead(String userId) {
        assertThat(service.ask("mutation { markAllRead(input: {}) { __typename } }", token(userId))
                        .at("/data/markAllRead/__typename")
                        .asString())
                .isEqualTo("InboxCounts");
    }

    private static void awaitReceived(EventReader reader, int count) {
        await().atMost(PATIENCE).until(() -> reader.of(RECEIVED).size() >= count);
    }

    /** Told at a stream of its own, so that it is in the log. */
    private void deposited(String userId, int count) {
        EventReader witness = follow(port, userId);
        for (int i = 1; i <= count; i++) {
            deposit(userId, i + ".00");
        }
        awaitReceived(witness, count);
        witness.close();
    }

    private static List<String> subjects(EventReader reader) {
        return reader.of(RECEIVED).stream()
                .map(one -> one.data().path("subject").asString())
                .toList();
    }

    @Test
    void what_happens_is_told_once_and_in_order_at_every_replica_to_its_user_alone() {
        EventReader here = follow(port, "ann");
        EventReader there = follow(replicaPort, "ann");
        EventReader bobs = follow(replicaPort, "bob");
        deposit("ann", "1.00");
        deposit("ann", "2.00");
        deposit("bob", "7.00");
        awaitReceived(here, 2);
        awaitReceived(there, 2);
        awaitReceived(bobs, 1);

        assertThat(subjects(here)).containsExactly("1.00 EUR came in", "2.00 EUR came in");
        assertThat(subjects(there)).isEqualTo(subjects(here));
        assertThat(subjects(bobs)).containsExactly("7.00 EUR came in");
        assertThat(here.of(RECEIVED)).extracting(Told::id).containsExactly("1", "2");
        assertThat(here.of("ready").getFirst().id()).isEqualTo("0");
        assertThat(here.of(RECEIVED).getLast().data().path("unread").asInt()).isEqualTo(2);

        markAllRead("ann");
        await().atMost(PATIENCE).until(() -> !there.of("inbox.changed").isEmpty());
        assertThat(there.of("inbox.changed").getFirst().data().path("unread").asInt())
                .isZero();
        await().atMost(PATIENCE).until(() -> there.comments() > 0);
    }

    @Test
    void what_was_missed_is_told_at_another_replica_from_where_the_client_left_off() {
        EventReader before = follow(port, "cyd");
        deposit("cyd", "1.00");
        awaitReceived(before, 1);
        String last = before.lastId();
        before.close();
        deposited("cyd", 3);

        EventReader after = connect(replicaPort, token("cyd"), last);
        awaitReceived(after, 3);
        deposit("cyd", "9.00");
        awaitReceived(after, 4);
        assertThat(subjects(after))
                .containsExactly("1.00 EUR came in", "2.00 EUR came in", "3.00 EUR came in", "9.00 EUR came in");
        assertThat(after.all()).extracting(Told::id).containsExactly("2", "3", "4", "5");
    }

    @Test
    void whoever_missed_too_much_or_asks_for_what_is_not_there_is_told_to_ask_for_the_present_state() {
        deposited("dan", MOST_BEHIND + 1);
        EventReader behind = connect(port, token("dan"), "0");
        await().atMost(PATIENCE).until(() -> !behind.all().isEmpty());
        assertThat(behind.all().getFirst().type()).isEqualTo("resync");
        assertThat(behind.all().getFirst().id()).isEqualTo(Integer.toString(MOST_BEHIND + 1));
        assertThat(behind.all().getFirst().data().path("unread").asInt()).isEqualTo(MOST_BEHIND + 1);

        EventReader ahead = connect(port, token("dan"), "999");
        await().atMost(PATIENCE).until(() -> !ahead.of("resync").isEmpty());

        // As a day later, when the log is empty but for its head.
        service.bean(MongoDatabase.class)
                .getCollection("inbox_log")
                .deleteMany(new Document("userId", "dan").append("at", new Document("$lte", new Date())));
        EventReader late = connect(port, token("dan"), Integer.toString(MOST_BEHIND - 1));
        await().atMost(PATIENCE).until(() -> !late.of("resync").isEmpty());
        deposit("dan", "9.00");
        awaitReceived(late, 1);
        assertThat(subjects(late)).containsExactly("9.00 EUR came in");
    }

    @Test
    void a_stream_ends_with_its_token_and_with_its_session() {
        Caller brief = new Caller("eve", tenantId, Set.of("user"), "brief");
        String token = tokens.mint(
                brief, claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(4))), header -> header);
        EventReader expiring = connect(port, token, null);
        Caller caller = new Caller("eve", tenantId, Set.of("user"), "revoked-" + tenantId);
        EventReader revoked = connect(replicaPort, tokens.mint(caller), null);
        EventReader other = follow(replicaPort, "eve");
        await().atMost(PATIENCE).until(() -> !revoked.of("ready").isEmpty());
        tokens.revoke(Revocation.ofSession("revoked-" + tenantId, Instant.now().plusSeconds(600)));

        await().atMost(PATIENCE).until(() -> revoked.isOver() && expiring.isOver());
        assertThat(revoked.all().getLast().type()).isEqualTo("end");
        assertThat(revoked.all().getLast().data().path("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(expiring.all().getLast().type()).isEqualTo("end");
        deposit("eve", "1.00");
        awaitReceived(other, 1);
        assertThat(other.isOver()).isFalse();
        assertThat(revoked.of(RECEIVED)).isEmpty();
    }

    @Test
    void a_stream_needs_a_token_in_the_header_the_permission_and_a_place() {
        assertThat(connect(port, null, null).status()).isEqualTo(401);
        assertThat(connect(port, "no.token.at-all", null).status()).isEqualTo(401);
        EventReader byUrl =
                EventReader.open("http://127.0.0.1:" + port + "/events?access_token=" + token("fay"), null, null);
        assertThat(byUrl.status()).isEqualTo(401);
        assertThat(connect(port, tokens.user("fay", tenantId, "merchant"), null).status())
                .isEqualTo(403);
        for (String wrong : List.of("-1", "x", "1e3", "01", "9".repeat(19), "$ne")) {
            assertThat(connect(port, token("fay"), wrong).status()).as(wrong).isEqualTo(400);
        }
        for (int i = 0; i < MOST_STREAMS; i++) {
            follow(port, "gus");
        }
        assertThat(connect(port, token("gus"), null).status()).isEqualTo(429);
        open.forEach(EventReader::close);
        await().atMost(PATIENCE).until(() -> connect(port, token("gus"), null).status() == 200);
    }

    @Test
    void while_redis_is_away_nothing_is_lost() {
        EventReader reader = follow(replicaPort, "hal");
        deposit("hal", "1.00");
        awaitReceived(reader, 1);
        TestStores.redis().killHard();
        try {
            markAllRead("hal");
            await().atMost(PATIENCE).until(() -> !reader.of("inbox.changed").isEmpty());
        } finally {
            TestStores.redis().restart();
        }
        deposit("hal", "2.00");
        await().atMost(Duration.ofMinutes(1)).until(() -> reader.of(RECEIVED).size() == 2);
        assertThat(reader.all()).extracting(Told::id).containsExactly("0", "1", "2", "3");
        assertThat(reader.isOver()).isFalse();
    }
}
