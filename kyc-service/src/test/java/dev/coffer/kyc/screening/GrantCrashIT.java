package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.document.KycProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list comes into force while tiers are granted by checks, and the process is killed: before, between and after both, whichever begins
 * first. Whoever is like somebody on the list has no tier, or one from before with the case open; everybody else gets theirs.
 */
@ExtendWith(StoresExtension.class)
class GrantCrashIT {

    private static final int USERS = 30;
    private static final int EVERY = 3;
    private static final String SUBMIT =
            "mutation M($input: SubmitPersonalDataInput!) { submitPersonalData(input: $input) { __typename } }";
    private static final String ASK = "mutation { startVerification(input: {tier: BASIC}) { __typename } }";
    /** A check that a process had taken up is taken up again after two minutes. */
    private static final Duration LEASED = Duration.ofMinutes(4);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What the process has done when it is killed. */
    private enum Point {
        READING("sanctions_imports", Filters.gt("rows", 0L), 1),
        FIRST_GRANT("profiles", Filters.eq("state", "APPROVED"), 1),
        SOME_GRANTS("profiles", Filters.eq("state", "APPROVED"), USERS / 3),
        IN_FORCE("sanctions_versions", Filters.empty(), 1),
        ROUND("screenings", Filters.eq("cause", "LIST_CHANGED"), 1),
        ALL("sanctions_versions", Filters.exists("dueAt", false), 1);

        /** With the list there first, whoever comes is screened by it at once. */
        private static final List<Point> WITH_LIST_FIRST = List.of(READING, IN_FORCE, FIRST_GRANT);

        private static final List<Point> WITH_GRANTS_FIRST = List.of(SOME_GRANTS, IN_FORCE, ROUND);

        private final String collection;
        private final Bson sign;
        private final int count;

        Point(String collection, Bson sign, int count) {
            this.collection = collection;
            this.sign = sign;
            this.count = count;
        }

        boolean isReached(MongoDatabase stored, String tenant) {
            return stored.getCollection(collection).countDocuments(Filters.and(Filters.eq("tenantId", tenant), sign))
                    >= count;
        }
    }

    @Test
    void nobody_on_the_list_is_granted_a_tier_under_it_and_nobody_else_is_left_behind(@FreshDatabase String database)
            throws Exception {
        List<String> tenants = new ArrayList<>();
        try (TestTokens tokens = TestTokens.start();
                MongoClient client = MongoClients.create(TestStores.mongoUri())) {
            MongoDatabase stored = client.getDatabase(database);
            for (boolean isListFirst : new boolean[] {true, false}) {
                for (Point point : isListFirst ? Point.WITH_LIST_FIRST : Point.WITH_GRANTS_FIRST) {
                    String tenant = (isListFirst ? "list-" : "grants-") + point.name();
                    tenants.add(tenant);
                    killAt(point, isListFirst, tenant, stored, database, tokens);
                }
            }
            try (TestService last =
                    ScreeningStage.start(database, tokens, "50ms", Map.of("coffer.kyc.checks.look-every", "50ms"))) {
                for (String tenant : tenants) {
                    finish(last, tenant, tokens);
                    requireEnd(tenant, stored);
                }
            }
        }
    }

    private static void killAt(
            Point point, boolean isListFirst, String tenant, MongoDatabase stored, String database, TestTokens tokens)
            throws Exception {
        try (KycProcess process = new KycProcess(
                        database,
                        tokens,
                        "--coffer.kyc.screening.look-every=20ms",
                        "--coffer.kyc.screening.lease=2s",
                        "--coffer.kyc.screening.batch=5",
                        "--coffer.kyc.checks.look-every=20ms")
                .awaitReady()) {
            URI graphQl = process.address("/graphql");
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                if (isListFirst) {
                    ScreeningStage.put(
                            graphQl, ask(graphQl, ScreeningStage.IMPORT, Map.of(), rita(tenant, tokens)), list());
                }
                for (int i = 0; i < USERS; i++) {
                    int user = i;
                    clients.execute(() -> apply(graphQl, tenant, user, tokens));
                }
                if (!isListFirst) {
                    await().atMost(ScreeningStage.PATIENCE).until(() -> Point.FIRST_GRANT.isReached(stored, tenant));
                    ScreeningStage.put(
                            graphQl, ask(graphQl, ScreeningStage.IMPORT, Map.of(), rita(tenant, tokens)), list());
                }
                await(tenant)
                        .atMost(ScreeningStage.PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> point.isReached(stored, tenant));
                process.kill();
            }
        }
    }

    private static String rita(String tenant, TestTokens tokens) {
        return tokens.user("rita", tenant, "admin");
    }

    private static String user(int number) {
        return "user-%02d".formatted(number);
    }

    private static boolean isListed(int number) {
        return number % EVERY == 0;
    }

    private static String list() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            rows.append("s-%d,Person,Somebody Numbered%c%d,,,\n".formatted(i, "abcdefghij".charAt(i % 10), i));
        }
        return rows + ScreeningStage.LISTED;
    }

    private static Map<String, ?> person(int number) {
        return Map.of(
                "input",
                Map.of(
                        "givenName", isListed(number) ? "Zorvan" : "Anna",
                        "familyName", isListed(number) ? "Quillanthrop" : "Bergmann",
                        "birthDate", "1990-02-28",
                        "nationality", "DE",
                        "residence", "DE"));
    }

    /** As a client does, who hears nothing any more from a process that is gone. */
    private static void apply(URI graphQl, String tenant, int number, TestTokens tokens) {
        String token = tokens.user(user(number), tenant, "user");
        try {
            ask(graphQl, SUBMIT, person(number), token);
            ask(graphQl, ASK, Map.of(), token);
        } catch (IOException gone) {
            // It asks again later.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode ask(URI graphQl, String document, Map<String, ?> variables, String token)
            throws IOException, InterruptedException {
        String body = JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", variables));
        HttpRequest request = HttpRequest.newBuilder(graphQl)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Clients without an answer ask again, and everything that was begun comes to its end. */
    private static void finish(TestService last, String tenant, TestTokens tokens) {
        for (int i = 0; i < USERS; i++) {
            String token = tokens.user(user(i), tenant, "user");
            askedUntilHeard(last, SUBMIT, person(i), token);
            askedUntilHeard(last, ASK, Map.of(), token);
        }
        await(tenant)
                .atMost(ScreeningStage.PATIENCE)
                .until(() -> Point.ALL.isReached(last.bean(MongoDatabase.class), tenant));
        for (int i = 0; i < USERS; i++) {
            int number = i;
            String token = tokens.user(user(i), tenant, "user");
            await(tenant + " " + user(i)).atMost(LEASED).until(() -> {
                Screening newest = last.bean(Screenings.class).newest(tenant, user(number));
                boolean isScreened = newest != null && newest.version() == 1;
                return isScreened
                        && (isListed(number)
                                || last.ask("{ myKyc { tier } }", token)
                                        .at("/data/myKyc/tier")
                                        .asString()
                                        .equals("BASIC"));
            });
        }
    }

    /** As it is asked to, a client asks again that is told that the store is too busy: others write about the same users meanwhile. */
    private static void askedUntilHeard(TestService last, String document, Map<String, ?> variables, String token) {
        await().atMost(ScreeningStage.PATIENCE)
                .until(() -> !TestService.errorCode(last.ask(document, variables, token))
                        .equals("UNAVAILABLE"));
    }

    private static void requireEnd(String tenant, MongoDatabase stored) {
        for (int i = 0; i < USERS; i++) {
            Bson own = Filters.and(Filters.eq("tenantId", tenant), Filters.eq("userId", user(i)));
            Document newest = Objects.requireNonNull(stored.getCollection("screenings")
                    .find(own)
                    .sort(Sorts.descending("at", "_id"))
                    .first());
            assertThat(newest.getLong("version")).as(tenant + " " + user(i)).isEqualTo(1);
            assertThat(newest.getString("state"))
                    .as(tenant + " " + user(i))
                    .isEqualTo(isListed(i) ? "MATCHED" : "CLEAR");
            List<Document> grants = stored.getCollection("profile_history")
                    .find(Filters.and(own, Filters.eq("act", "APPROVED")))
                    .into(new ArrayList<>());
            assertThat(grants).hasSizeLessThanOrEqualTo(1);
            if (isListed(i)) {
                assertThat(grants)
                        .as("granted by what was in force before, or not")
                        .allMatch(grant -> grant.get("grounds", Document.class).getLong("listsVersion") == 0);
            } else {
                assertThat(grants).hasSize(1);
            }
        }
    }
}
