package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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

/** Lists that are imported, and users who are on them, or are not, at two replicas. Each test is a tenant of its own. */
@ExtendWith(StoresExtension.class)
class ScreeningIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TITLES =
            "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset\n";
    private static final String MATCHES =
            "... on Screening { id state matches { id list entryId name score reasons verdict } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static HttpClient http;

    private final String tenant = "tenant-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        http = HttpClient.newHttpClient();
        Map<String, String> settings = Map.of(
                "coffer.kyc.screening.look-every", "100ms",
                "coffer.kyc.checks.look-every", "100ms",
                "coffer.kyc.screening.most-bytes", "100000",
                "coffer.kyc.screening.batch", "3");
        service = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        other = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
        http.close();
    }

    private static JsonNode act(String token, String mutation, Map<String, Object> input, String answer) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        JsonNode whole = service.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } " + answer + " } }",
                Map.of("input", input),
                token);
        return whole.at("/data/" + mutation).isObject() ? whole.at("/data/" + mutation) : whole;
    }

    private static String outcome(JsonNode result) {
        return result.path("code").asString(result.path("state").asString(TestService.errorCode(result)));
    }

    private String rita() {
        return tokens.user("rita", tenant, "admin");
    }

    private JsonNode begin(String list, boolean mayShrink) {
        return act(
                rita(),
                "importSanctionsList",
                Map.of("list", list, "format", "OPEN_SANCTIONS_CSV", "mayShrink", mayShrink),
                "... on SanctionsImport { id state uploadPath }");
    }

    private static int send(String path, String file) throws Exception {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .PUT(HttpRequest.BodyPublishers.ofString(file))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private JsonNode imported(String id) {
        return service.ask(
                        "query I($id: ID!) { sanctionsImport(id: $id) { state problem rows persons names uploadPath } }",
                        Map.of("id", id),
                        rita())
                .at("/data/sanctionsImport");
    }

    private String importList(String list, String rows, boolean mayShrink) throws Exception {
        JsonNode begun = begin(list, mayShrink);
        assertThat(send(begun.path("uploadPath").asString(), TITLES + rows)).isEqualTo(202);
        String id = begun.path("id").asString();
        await().atMost(SOON).until(() -> !imported(id).path("state").asString().equals("READING"));
        return id;
    }

    private static String row(String id, String name, String birthDate) {
        return id + ",Person," + name + ",," + birthDate + ",xx,,,,,,x\n";
    }

    private void submit(String userId, String given, String family) {
        Map<String, Object> person = Map.of(
                "givenName", given,
                "familyName", family,
                "birthDate", "1990-02-28",
                "nationality", "GB",
                "residence", "DE");
        JsonNode done =
                act(tokens.user(userId, tenant, "user"), "submitPersonalData", person, "... on KycProfile { state }");
        assertThat(done.path("state").asString()).isIn("PENDING", "IN_REVIEW", "APPROVED");
    }

    private void askFor(String tier) {
        act(
                tokens.user(user, tenant, "user"),
                "startVerification",
                Map.of("tier", tier),
                "... on KycProfile { state }");
    }

    private String review(String mutation, Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", user));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return outcome(act(rita(), mutation, input, "... on KycProfile { state }"));
    }

    private JsonNode newest(String userId) {
        return service.ask(
                        "query S($u: ID!) { screenings(filter: {userId: $u}, first: 1) { nodes { id state cause listVersion"
                                + " matches { id list entryId name score reasons verdict } } } }",
                        Map.of("u", userId),
                        rita())
                .at("/data/screenings/nodes/0");
    }

    private JsonNode awaitScreened(String userId, int version) {
        await().atMost(SOON)
                .until(() -> newest(userId).path("listVersion").asInt(-1) == version
                        && !newest(userId).path("state").asString().equals("PENDING"));
        return newest(userId);
    }

    private JsonNode resolve(JsonNode screening, String verdict) {
        return act(
                rita(),
                "resolveMatch",
                Map.of(
                        "screeningId",
                        screening.path("id").asString(),
                        "matchId",
                        "1",
                        "verdict",
                        verdict,
                        "reason",
                        "Seen"),
                MATCHES);
    }

    @Test
    void whoever_is_like_somebody_on_a_list_gets_no_tier_before_a_reviewer_has_decided() throws Exception {
        importList("test", row("q-1", "Zorvan Quillantrop", "1990") + row("q-2", "Anna Berg", ""), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        JsonNode found = awaitScreened(user, 1);

        assertThat(found.path("state").asString()).isEqualTo("MATCHED");
        assertThat(found.at("/matches/0/entryId").asString()).isEqualTo("q-1");
        assertThat(found.at("/matches/0/reasons").toString()).contains("is spelt nearly like 'quillantrop'");
        assertThat(new ToldEvents(service).typesOf(tenant, user)).contains("kyc.screening.matched");
        review("claimReview");
        assertThat(review("decideReview", "approve", true)).isEqualTo("KYC_MATCH_OPEN");

        assertThat(outcome(resolve(found, "FALSE_POSITIVE"))).isEqualTo("CLEAR");
        assertThat(review("decideReview", "approve", true)).isEqualTo("APPROVED");
    }

    @Test
    void checks_that_pass_grant_a_tier_to_whoever_no_list_has_and_to_nobody_else() throws Exception {
        importList("test", row("q-1", "Zorvan Quillantrop", "1990"), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        awaitScreened(user, 1);
        String clear = "user-" + UUID.randomUUID();
        submit(clear, "Anna", "Berg");
        act(
                tokens.user(clear, tenant, "user"),
                "startVerification",
                Map.of("tier", "BASIC"),
                "... on KycProfile { state }");

        await().atMost(SOON).until(() -> standing(clear).equals("APPROVED BASIC"));
        await().atMost(SOON)
                .until(() -> service.ask(
                                "query($id: ID!) { kycChecks(userId: $id) { nodes { kind state } } }",
                                Map.of("id", user),
                                rita())
                        .at("/data/kycChecks/nodes")
                        .toString()
                        .contains("\"state\":\"PASSED\""));
        assertThat(standing(user)).isEqualTo("IN_REVIEW NONE");
        assertThat(outcome(resolve(newest(user), "FALSE_POSITIVE"))).isEqualTo("CLEAR");

        await().atMost(SOON).until(() -> standing(user).equals("APPROVED BASIC"));
        List<String> acts = service.ask(
                        "query($id: ID!) { kycHistory(userId: $id) { nodes { act } } }", Map.of("id", user), rita())
                .at("/data/kycHistory/nodes")
                .findValuesAsString("act");
        assertThat(acts.indexOf("APPROVED")).as("newest first: %s", acts).isLessThan(acts.indexOf("NOTED"));
    }

    private String standing(String userId) {
        JsonNode mine = service.ask("{ myKyc { state tier } }", tokens.user(userId, tenant, "user"))
                .at("/data/myKyc");
        return mine.path("state").asString() + " " + mine.path("tier").asString();
    }

    @Test
    void a_false_match_is_not_raised_again_as_long_as_the_list_says_the_same_of_that_person() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit(user, "Zorvan", "Quillanthrop");
        resolve(awaitScreened(user, 1), "FALSE_POSITIVE");

        importList("test", row("q-1", "Zorvan Quillanthrop", "1990") + row("q-2", "Anna Berg", ""), false);
        JsonNode again = awaitScreened(user, 2);
        assertThat(again.path("cause").asString()).isEqualTo("LIST_CHANGED");
        assertThat(again.path("state").asString()).isEqualTo("CLEAR");
        assertThat(again.at("/matches/0/verdict").asString()).isEqualTo("FALSE_POSITIVE");

        importList("test", row("q-1", "Zorvan Quillanthrop", "1990-02-28"), false);
        assertThat(awaitScreened(user, 3).path("state").asString()).isEqualTo("MATCHED");
    }

    @Test
    void whoever_is_on_a_list_is_suspended_is_not_told_why_and_gets_no_tier_again() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        JsonNode found = awaitScreened(user, 1);
        assertThat(outcome(resolve(found, "TRUE_POSITIVE"))).isEqualTo("CONFIRMED");

        JsonNode mine = service.ask("{ myKyc { state tier reason } }", tokens.user(user, tenant, "user"))
                .at("/data/myKyc");
        assertThat(mine.path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(mine.path("reason").asString()).isEqualTo("Your account is under review.");
        review("restoreKyc", "reason", "For a look");
        askFor("BASIC");
        review("claimReview");
        assertThat(review("decideReview", "approve", true)).isEqualTo("KYC_MATCH_CONFIRMED");
    }

    @Test
    void users_who_were_there_before_a_list_are_screened_by_it_each_once() throws Exception {
        List<String> users = List.of("a", "b", "c", "d", "e", "f", "g");
        users.forEach(one -> submit(one, "Given", one.equals("e") ? "Quillanthrop" : "Family"));
        importList("test", row("q-1", "Given Quillanthrop", ""), false);

        for (String one : users) {
            assertThat(awaitScreened(one, 1).path("state").asString()).isEqualTo(one.equals("e") ? "MATCHED" : "CLEAR");
        }
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("screenings")
                        .countDocuments(Filters.and(Filters.eq("tenantId", tenant), Filters.eq("version", 1L))))
                .isEqualTo(users.size());
    }

    @Test
    void nobody_decides_a_match_of_their_own_an_old_one_or_one_of_another_tenant() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit("rita", "Zorvan", "Quillanthrop");
        JsonNode own = awaitScreened("rita", 1);
        assertThat(outcome(resolve(own, "FALSE_POSITIVE"))).isEqualTo("SCREENING_OF_ONESELF");

        submit(user, "Zorvan", "Quillanthrop");
        JsonNode old = awaitScreened(user, 1);
        submit(user, "Zorvan", "Quillanthropp");
        await().atMost(SOON).until(() -> !newest(user).path("id").equals(old.path("id")));
        assertThat(outcome(resolve(old, "FALSE_POSITIVE"))).isEqualTo("SCREENING_OUTDATED");

        String stranger = tokens.user("rita", "another-" + UUID.randomUUID(), "admin");
        Map<String, Object> input = Map.of(
                "screeningId", newest(user).path("id").asString(),
                "matchId", "1",
                "verdict", "FALSE_POSITIVE",
                "reason", "Seen");
        assertThat(outcome(act(stranger, "resolveMatch", input, MATCHES))).isEqualTo("NOT_FOUND");
        assertThat(service.ask("{ screenings { nodes { id } } }", stranger)
                        .at("/data/screenings/nodes")
                        .size())
                .isZero();
    }

    @Test
    void a_file_that_is_bad_is_named_with_its_line_and_what_was_in_force_stays() throws Exception {
        String first = importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        String bad = importList("test", row("q-1", "A B", "") + row("q-2", "C D", "") + "q-3,Person\n", false);

        assertThat(imported(bad).path("state").asString()).isEqualTo("FAILED");
        assertThat(imported(bad).path("problem").asString()).startsWith("Line 4: ");
        assertThat(imported(first).path("state").asString()).isEqualTo("IN_FORCE");
        submit(user, "Zorvan", "Quillanthrop");
        assertThat(awaitScreened(user, 1).path("state").asString()).isEqualTo("MATCHED");
    }

    @Test
    void a_file_that_has_lost_most_persons_is_not_taken_unless_it_may() throws Exception {
        String rows = row("q-1", "A Bern", "") + row("q-2", "C Dorn", "") + row("q-3", "E Fern", "");
        String first = importList("test", rows, false);
        assertThat(imported(importList("test", row("q-1", "A Bern", ""), false))
                        .path("problem")
                        .asString())
                .contains("mayShrink");
        assertThat(imported(first).path("state").asString()).isEqualTo("IN_FORCE");
        String small = importList("test", row("q-1", "A Bern", ""), true);
        assertThat(imported(small).path("state").asString()).isEqualTo("IN_FORCE");
        assertThat(imported(first).path("state").asString()).isEqualTo("REPLACED");
    }

    @Test
    void a_file_gets_in_by_its_own_address_only_once_and_not_beyond_its_bounds() throws Exception {
        JsonNode begun = begin("test", false);
        String path = begun.path("uploadPath").asString();
        assertThat(outcome(begin("test", false))).isEqualTo("SANCTIONS_IMPORT_UNDER_WAY");
        assertThat(send(path.replaceAll("signature=.", "signature=x"), TITLES)).isEqualTo(403);
        assertThat(send(path.replace(tenant, "another"), TITLES)).isEqualTo(403);
        assertThat(send(path, "x".repeat(100_001))).isEqualTo(413);
        assertThat(send(path, TITLES + row("q-1", "A Bern", ""))).isEqualTo(202);
        assertThat(send(path, TITLES)).isEqualTo(409);
        await().atMost(SOON)
                .until(() -> imported(begun.path("id").asString())
                        .path("state")
                        .asString()
                        .equals("IN_FORCE"));
        assertThat(imported(begun.path("id").asString()).path("persons").asInt())
                .isEqualTo(1);
        assertThat(TestService.errorCode(
                        service.ask("{ sanctionsImports { nodes { id } } }", tokens.user(user, tenant, "user"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void what_was_found_is_sealed_at_rest() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit(user, "Zorvan", "Quillanthropp");
        resolve(awaitScreened(user, 1), "FALSE_POSITIVE");
        for (String collection : List.of("screenings", "screening_verdicts")) {
            for (Document document :
                    service.bean(MongoDatabase.class).getCollection(collection).find(Filters.eq("tenantId", tenant))) {
                assertThat(document.toJson().toLowerCase(Locale.ROOT)).doesNotContain("quillanthrop", "q-1");
            }
        }
    }
}
