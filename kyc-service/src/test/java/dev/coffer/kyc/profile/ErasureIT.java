package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** What is left of a user whose account is closed: everything that this service stores anywhere is looked through. */
@ExtendWith(StoresExtension.class)
class ErasureIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GIVEN = "Zerafinaq";
    private static final String FAMILY = "Quixplumbur";
    private static final List<String> PERSONAL = List.of("zerafinaq", "quixplumbur", "1987-06-05", "lindenweg");

    private static TestTokens tokens;
    private static TestService service;
    private static TestEmitter auth;

    private final String tenant = "tenant-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.kyc.screening.look-every", "100ms",
                        "coffer.kyc.screening.keep-for", "0s",
                        "coffer.kyc.provider", "none"));
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(
                        new EventType<>("user.registered", 1, OpenProfile.UserRegistered.class),
                        new EventType<>("user.closed", 1, EraseProfile.UserClosed.class)));
    }

    @AfterAll
    static void stop() {
        auth.close();
        service.close();
        tokens.close();
    }

    private JsonNode act(String token, String mutation, Map<String, Object> input) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        String answers = mutation.equals("resolveMatch")
                ? "... on Screening { id }"
                : mutation.equals("importSanctionsList")
                        ? "... on SanctionsImport { uploadPath }"
                        : "... on KycProfile { state }";
        return service.ask(
                        "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename"
                                + " ... on Refusal { code } " + answers + " } }",
                        Map.of("input", input),
                        token)
                .at("/data/" + mutation);
    }

    private String rita() {
        return tokens.user("rita", tenant, "admin");
    }

    private String token() {
        return tokens.user(user, tenant, "user");
    }

    private Map<String, Object> of(String name, Object value) {
        return new HashMap<>(Map.of("userId", user, name, value));
    }

    private static Map<String, Object> person() {
        return Map.of(
                "givenName", GIVEN,
                "familyName", FAMILY,
                "birthDate", "1987-06-05",
                "nationality", "GB",
                "residence", "DE",
                "address", "Lindenweg 5, 10115 Berlin");
    }

    private void importList() throws Exception {
        String path = act(rita(), "importSanctionsList", Map.of("list", "test", "format", "OPEN_SANCTIONS_CSV"))
                .path("uploadPath")
                .asString();
        String port = service.bean(Environment.class).getProperty("local.server.port");
        // The list has somebody else of nearly that name: what it says of them stays.
        String file = "id,schema,name,aliases,birth_date,countries\nq-1,Person,Zerafinak Quixplumber,,,\n";
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .PUT(HttpRequest.BodyPublishers.ofString(file))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        await().atMost(SOON)
                .until(() -> service.ask("{ sanctionsImports { nodes { state } } }", rita())
                        .at("/data/sanctionsImports/nodes/0/state")
                        .asString()
                        .equals("IN_FORCE"));
    }

    private JsonNode screenings() {
        return service.ask(
                        "query S($u: ID!) { screenings(filter: {userId: $u}) { nodes { id state } } }",
                        Map.of("u", user),
                        rita())
                .at("/data/screenings/nodes");
    }

    private JsonNode history(String of) {
        return service.ask(
                        "query H($u: ID!) { kycHistory(userId: $u) { nodes { act by text tier } } }",
                        Map.of("u", of),
                        rita())
                .at("/data/kycHistory/nodes");
    }

    private static List<String> stored() {
        List<String> all = new ArrayList<>();
        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                all.add(collection + " " + document.toJson().toLowerCase(Locale.ROOT));
            }
        }
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            for (String key : redis.sync().keys("*")) {
                String kept = switch (redis.sync().type(key)) {
                    case "stream" -> redis.sync().xrange(key, Range.unbounded()).toString();
                    case "string" -> redis.sync().get(key);
                    case "hash" -> redis.sync().hgetall(key).toString();
                    default -> "";
                };
                all.add(key + " " + kept.toLowerCase(Locale.ROOT));
            }
        }
        return all;
    }

    @Test
    void nothing_personal_is_left_and_what_was_decided_when_and_by_whom_is() throws Exception {
        importList();
        auth.tell(new OpenProfile.UserRegistered(user), user, tenant);
        act(token(), "startVerification", Map.of("tier", "BASIC"));
        act(token(), "submitPersonalData", person());
        await().atMost(SOON).until(() -> screenings().at("/0/state").asString().equals("MATCHED"));
        act(
                rita(),
                "resolveMatch",
                Map.of(
                        "screeningId",
                        screenings().at("/0/id").asString(),
                        "matchId",
                        "1",
                        "verdict",
                        "FALSE_POSITIVE",
                        "reason",
                        "Not " + FAMILY));
        act(rita(), "addReviewNote", of("text", GIVEN + " called from Lindenweg"));
        act(rita(), "claimReview", new HashMap<>(Map.of("userId", user)));
        assertThat(act(rita(), "decideReview", of("approve", true))
                        .path("state")
                        .asString())
                .isEqualTo("APPROVED");
        assertThat(stored()).as("the scan finds what is there").anyMatch(one -> one.contains("quixplumbur"));

        auth.tell(new EraseProfile.UserClosed(user), user, tenant);
        await().atMost(SOON).until(() -> screenings().isEmpty());

        assertThat(stored()).noneMatch(one -> PERSONAL.stream().anyMatch(one::contains));
        assertThat(stored())
                .filteredOn(one -> one.startsWith("persons ") || one.startsWith("screening"))
                .noneMatch(one -> one.contains(user));
        JsonNode history = history(user);
        assertThat(history.at("/0/act").asString()).isEqualTo("CLOSED");
        assertThat(history.at("/1/act").asString()).isEqualTo("APPROVED");
        assertThat(history.at("/1/by").asString()).isEqualTo("rita");
        assertThat(history.findValues("text")).allMatch(JsonNode::isNull);
        assertThat(act(token(), "submitPersonalData", person()).path("code").asString())
                .isEqualTo("KYC_PROFILE_CLOSED");
        for (String ended : List.of("suspendKyc", "restoreKyc")) {
            assertThat(act(rita(), ended, of("reason", FAMILY + " again"))
                            .path("code")
                            .asString())
                    .isEqualTo("KYC_PROFILE_CLOSED");
        }
        assertThat(act(rita(), "addReviewNote", of("text", FAMILY)).path("code").asString())
                .isEqualTo("KYC_PROFILE_CLOSED");
        assertThat(stored()).noneMatch(one -> PERSONAL.stream().anyMatch(one::contains));

        // A late registration, or a closing that is told twice, changes nothing.
        auth.tell(new OpenProfile.UserRegistered(user), user, tenant);
        auth.tell(new EraseProfile.UserClosed(user), user, tenant);
        String witness = "witness-" + UUID.randomUUID();
        auth.tell(new EraseProfile.UserClosed(witness), user, tenant);
        await().atMost(SOON)
                .until(() -> stored().stream()
                        .anyMatch(one -> one.contains(witness) && one.startsWith("undone_registrations ")));
        assertThat(history(user).findValuesAsString("act")).containsOnlyOnce("CLOSED");
        assertThat(stored()).noneMatch(one -> PERSONAL.stream().anyMatch(one::contains));
    }
}
