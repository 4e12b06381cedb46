package dev.coffer.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.store.DatabaseNaming;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.denials.DenialsCommand;
import dev.coffer.scripts.events.DlqCommand;
import dev.coffer.scripts.events.ReplayCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer dlq}, {@code coffer replay} and {@code coffer denials} on running services: auth tells, kyc opens a profile for everybody who registers. */
@ExtendWith(StoresExtension.class)
class EventsCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROOT = "coffer.root";

    private static @Nullable String former;
    private static InProcessServices services;
    private static MongoClient client;

    /** What a command printed and answered. */
    private record Done(int exit, String output) {}

    @BeforeAll
    static void start(@TempDir Path root) {
        former = System.setProperty(ROOT, root.toString());
        SystemPorts ports = SystemPorts.free();
        CofferHome home = CofferHome.ofCheckout();
        RunningState.ofThisProcess(true, 0, TestStores.mongoUri(), TestStores.redisUri())
                .write(home.state());
        services = InProcessServices.start(
                List.of(Service.AUTH, Service.KYC),
                new ServiceSettings(ports, TestStores.mongoUri(), TestStores.redisUri(), home.masterKey()),
                line -> {});
        client = MongoClients.open(TestStores.mongoUri(), "test");
    }

    @AfterAll
    static void stop() {
        client.close();
        services.close();
        if (former == null) {
            System.clearProperty(ROOT);
        } else {
            System.setProperty(ROOT, former);
        }
    }

    private static Done run(Object command, String... arguments) {
        StringWriter printed = new StringWriter();
        int exit = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    assertThat(failure).isInstanceOf(CommandFailed.class);
                    printed.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(arguments);
        return new Done(exit, printed.toString());
    }

    private static Done dlq(String... arguments) {
        return run(new DlqCommand(), arguments);
    }

    private static MongoCollection<Document> collection(Service service, String name) {
        return client.getDatabase(new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE).nameFor(service.key()))
                .getCollection(name);
    }

    /** As auth-service tells of a registration. @return the event's id */
    private static String tell(String userId, String data) {
        String id = UUID.randomUUID().toString();
        collection(Service.AUTH, "outbox")
                .insertOne(new EventEnvelope(
                                id,
                                "user.registered",
                                1,
                                Instant.now(),
                                "main",
                                userId,
                                id,
                                null,
                                null,
                                userId,
                                1,
                                data)
                        .toDocument());
        return id;
    }

    private static String registration(String userId) {
        return "{\"userId\":\"" + userId + "\",\"tenantId\":\"main\",\"displayName\":\"Ann\",\"locale\":\"en\"}";
    }

    private static long profiles(String userId) {
        return collection(Service.KYC, "profiles").countDocuments(Filters.eq("userId", userId));
    }

    private static JsonNode letters() {
        Done listed = dlq("list", "--service", "kyc", "--consumer", "kyc-profiles", "--json");
        assertThat(listed.exit()).isZero();
        return JsonMapper.shared().readTree(listed.output()).at("/deadLetters/kyc");
    }

    private static JsonNode awaitLetter(String userId) {
        await().atMost(PATIENCE).until(() -> letterOf(userId) != null);
        JsonNode letter = letterOf(userId);
        assertThat(letter).isNotNull();
        return letter;
    }

    private static @Nullable JsonNode letterOf(String userId) {
        for (JsonNode letter : letters()) {
            if (letter.path("key").asString().equals(userId)) {
                return letter;
            }
        }
        return null;
    }

    @Test
    void a_letter_is_listed_and_after_its_cause_is_mended_a_retry_gives_it_its_effect() {
        String user = UUID.randomUUID().toString();
        tell(user, "{\"userId\":");

        JsonNode letter = awaitLetter(user);
        assertThat(letter.path("state").asString()).isEqualTo("POISONED");
        assertThat(letter.path("eventType").asString()).isEqualTo("user.registered");
        assertThat(letter.path("tries").asInt()).isEqualTo(5);
        assertThat(dlq("list").output()).contains("kyc  ", letter.path("id").asString(), " dead letters.");
        mend(letter.path("id").asString(), user);

        Done retried = dlq("retry", "--service", "kyc", letter.path("id").asString());

        assertThat(retried.exit()).isZero();
        assertThat(retried.output()).contains("Will be tried again:", "RETRYING");
        await().atMost(PATIENCE).until(() -> profiles(user) == 1 && letterOf(user) == null);
    }

    /** In place of a consumer that is mended and started again. */
    private static void mend(String letterId, String user) {
        Document letter = collection(Service.KYC, "event_dead_letters")
                .find(Filters.eq("_id", letterId))
                .first();
        assertThat(letter).isNotNull();
        collection(Service.KYC, "event_dead_letters")
                .updateOne(
                        Filters.eq("_id", letterId),
                        Updates.set(
                                "payload",
                                letter.getString("payload").replace("{\"userId\":}", registration(user) + "}")));
    }

    @Test
    void a_discarded_letter_is_gone_and_cannot_be_retried() {
        String user = UUID.randomUUID().toString();
        tell(user, "[]");
        String id = awaitLetter(user).path("id").asString();

        Done discarded = dlq("discard", "--service", "kyc", id);

        assertThat(discarded.exit()).isZero();
        assertThat(discarded.output()).contains("Discarded:", id);
        assertThat(letterOf(user)).isNull();
        Done again = dlq("retry", "--service", "kyc", id);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.output()).contains("dead letter").doesNotContain("Exception");
        assertThat(profiles(user)).isZero();
    }

    @Test
    void a_replay_tells_the_consumer_again_once_for_each_key_and_nobody_else() {
        String user = UUID.randomUUID().toString();
        Instant from = Instant.now();
        tell(user, registration(user));
        await().atMost(PATIENCE).until(() -> profiles(user) == 1);
        collection(Service.KYC, "profiles").deleteMany(Filters.eq("userId", user));
        Instant to = Instant.now().plusSeconds(1);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Done done = replay("kyc-profiles", "mended-1", from, to);
            assertThat(done.output()).endsWith("1 events user.registered are told to kyc-profiles again.\n");
            assertThat(done.exit()).isZero();
        });

        await().atMost(PATIENCE).until(() -> profiles(user) == 1);
        assertThat(replay("kyc-profiles", "mended-1", from, to).exit()).isZero();
        assertThat(collection(Service.AUTH, "outbox").countDocuments(Filters.regex("_id", "^replay/.*/mended-1/")))
                .isEqualTo(1);
        Done nobody = replay("no-such-consumer", "mended-2", from, to);
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.output()).contains("UNKNOWN_CONSUMER", "kyc-profiles");
        Done listed = run(new ReplayCommand(), "list", "--service=auth", "--json");
        JsonNode replay =
                JsonMapper.shared().readTree(listed.output()).at("/replays").get(0);
        assertThat(replay.path("key").asString()).isEqualTo("mended-1");
        assertThat(replay.path("state").asString()).isEqualTo("DONE");
        assertThat(replay.path("told").asInt()).isEqualTo(1);
        Done tooLate = run(
                new ReplayCommand(),
                "cancel",
                "--service=auth",
                replay.path("id").asString());
        assertThat(tooLate.exit()).isEqualTo(1);
        assertThat(tooLate.output()).contains("REPLAY_OVER");
        assertThat(run(new ReplayCommand(), "list", "--service=auth").output())
                .contains("DONE  1 of 1 user.registered", "to kyc-profiles, asked for by coffer replay");
    }

    private static Done replay(String consumer, String key, Instant from, Instant to) {
        return run(
                new ReplayCommand(),
                "start",
                "--service=auth",
                "--type=user.registered",
                "--from=" + from,
                "--to=" + to,
                "--consumer=" + consumer,
                "--key=" + key);
    }

    @Test
    void what_was_denied_is_listed_of_one_user_or_of_all() {
        Instant at = Instant.parse("2026-11-21T12:00:00Z");
        for (String user : List.of("eve", "mallory")) {
            collection(Service.KYC, "denials")
                    .insertOne(new Document("_id", user)
                            .append("tenantId", "main")
                            .append("userId", user)
                            .append("resource", "kyc")
                            .append("action", "read")
                            .append("field", "Query.kycProfile")
                            .append("ownerIds", List.of("ann"))
                            .append("reason", "deny kyc:read")
                            .append("count", 3L)
                            .append("at", at)
                            .append("lastAt", at));
        }

        Done ofEve = run(new DenialsCommand(), "--service", "kyc", "--user", "eve");
        Done all = run(new DenialsCommand(), "--json");

        assertThat(ofEve)
                .isEqualTo(new Done(
                        0,
                        "kyc  2026-11-21T12:00:00Z  3x  user eve of main  kyc:read at Query.kycProfile of ann: deny"
                                + " kyc:read\n1 denials.\n"));
        JsonNode listed = JsonMapper.shared().readTree(all.output()).at("/denials/kyc");
        assertThat(listed.valueStream().map(one -> one.path("userId").asString()))
                .containsExactlyInAnyOrder("eve", "mallory");
        assertThat(listed.at("/0/count").asInt()).isEqualTo(3);
    }

    @Test
    void a_replay_whose_end_is_before_its_start_is_refused_with_a_sentence() {
        Instant now = Instant.now();

        Done refused = replay("kyc-profiles", "mended-3", now, now.minusSeconds(1));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("must lie before the end");
    }
}
