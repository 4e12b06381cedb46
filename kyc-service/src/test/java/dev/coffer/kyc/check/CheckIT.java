package dev.coffer.kyc.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.document.DocumentClient;
import dev.coffer.kyc.file.SampleFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From documents over checks to a tier, without a person or with one, at two replicas. */
@ExtendWith(StoresExtension.class)
class CheckIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] JPEG = SampleFiles.jpeg();

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static DocumentClient client;
    private static String rita;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        rita = tokens.user("rita", TENANT, "admin");
        Map<String, String> settings = Map.of(
                "coffer.kyc.checks.look-every", "100ms",
                "coffer.kyc.checks.pause", "100ms",
                "coffer.kyc.documents.sweep-every", "200ms");
        service = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        other = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        client = new DocumentClient(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private String token() {
        return tokens.user(user);
    }

    private void submit(String given, String family) {
        service.ask(
                "mutation M($input: SubmitPersonalDataInput!) { submitPersonalData(input: $input) { __typename } }",
                Map.of(
                        "input",
                        Map.of(
                                "givenName", given,
                                "familyName", family,
                                "birthDate", "1990-02-28",
                                "nationality", "GB",
                                "residence", "DE")),
                token());
    }

    private String askFor(String tier) {
        return service.ask(
                        "mutation { startVerification(input: {tier: " + tier + "}) { ... on KycProfile { state } } }",
                        token())
                .at("/data/startVerification/state")
                .asString();
    }

    private JsonNode mine() {
        return service.ask("{ myKyc { tier state requirements { requirement isMet missing } } }", token())
                .at("/data/myKyc");
    }

    private void awaitTier(String tier) {
        await().atMost(SOON).until(() -> mine().path("tier").asString().equals(tier));
    }

    private JsonNode checks() {
        return service.ask(
                        "query($id: ID!) { kycChecks(userId: $id) { nodes { kind state reasons } } }",
                        Map.of("id", user),
                        rita)
                .at("/data/kycChecks/nodes");
    }

    private String outcome(String kind) {
        for (JsonNode check : checks()) {
            if (check.path("kind").asString().equals(kind)) {
                return check.path("state").asString();
            }
        }
        return "";
    }

    private void awaitOutcome(String kind, String state) {
        await().atMost(SOON).until(() -> outcome(kind).equals(state));
    }

    private String missing(String requirement) {
        for (JsonNode one : mine().path("requirements")) {
            if (one.path("requirement").asString().equals(requirement)) {
                return one.path("missing").asString("");
            }
        }
        return "(not needed)";
    }

    private List<String> tiersTold() {
        return new ToldEvents(service)
                .of(TENANT, user).stream()
                        .filter(event -> event.eventType().equals("kyc.tier.changed"))
                        .map(event -> event.data().replaceAll(".*\"tier\":\"([A-Z]+)\".*", "$1"))
                        .toList();
    }

    private static MongoDatabase database() {
        return service.bean(MongoDatabase.class);
    }

    @Test
    void a_request_whose_checks_all_pass_is_granted_without_a_person_and_told_once() {
        submit("Ada", "Lovelace");
        client.upload(token(), "PASSPORT", JPEG, Map.of("number", "C01"));
        client.upload(token(), "SELFIE", JPEG);
        assertThat(askFor("STANDARD")).isEqualTo("IN_REVIEW");
        awaitTier("STANDARD");
        assertThat(mine().path("state").asString()).isEqualTo("APPROVED");
        assertThat(tiersTold()).containsExactly("STANDARD");
        assertThat(checks().size()).isEqualTo(3);
        assertThat(checks().valueStream().map(check -> check.path("state").asString()))
                .containsOnly("PASSED");
        for (Document check : database().getCollection("checks").find(Filters.eq("userId", user))) {
            assertThat(check.getString("answer")).isNotNull().doesNotContain("PASSED");
        }
    }

    @Test
    void documents_that_come_after_the_request_count_as_well_and_both_sides_are_needed() {
        submit("Ada", "Lovelace");
        askFor("STANDARD");
        assertThat(missing("IDENTITY_DOCUMENT")).contains("not been seen");
        client.upload(token(), "SELFIE", JPEG);
        client.upload(token(), "NATIONAL_ID", JPEG);
        assertThat(missing("IDENTITY_DOCUMENT")).contains("other side");
        awaitOutcome("AGE", "PASSED");
        assertThat(outcome("DOCUMENT") + outcome("LIVENESS")).isEmpty();
        client.upload(token(), "NATIONAL_ID", JPEG, Map.of("side", "BACK"));
        awaitTier("STANDARD");
    }

    @Test
    void a_forged_document_is_rejected_with_a_reason_and_another_one_counts() {
        submit("Ada", "Lovelace");
        client.upload(token(), "PASSPORT", JPEG, Map.of("number", "FORGED-1"));
        client.upload(token(), "SELFIE", JPEG);
        askFor("STANDARD");
        awaitOutcome("DOCUMENT", "FAILED");
        await().atMost(SOON).until(() -> missing("IDENTITY_DOCUMENT").contains("not to be genuine"));
        assertThat(mine().path("state").asString()).isEqualTo("IN_REVIEW");
        client.upload(token(), "PASSPORT", JPEG, Map.of("number", "C01"));
        awaitTier("STANDARD");
    }

    @Test
    void what_cannot_be_told_is_left_to_a_reviewer_whose_word_on_the_document_is_the_evidence() {
        submit("Ada", "Lovelace");
        String passport = client.upload(token(), "PASSPORT", JPEG, Map.of("number", "BLURRED-1"));
        client.upload(token(), "SELFIE", JPEG);
        askFor("STANDARD");
        awaitOutcome("DOCUMENT", "INCONCLUSIVE");
        awaitOutcome("AGE", "PASSED");
        assertThat(mine().path("state").asString()).isEqualTo("IN_REVIEW");
        assertThat(client.act(rita, "decideDocument", Map.of("userId", user, "documentId", passport, "accept", true)))
                .isEqualTo("VERIFIED");
        awaitTier("STANDARD");
    }

    @Test
    void a_provider_that_is_away_is_asked_again() {
        submit("Ada", "Lovelace");
        client.upload(token(), "PASSPORT", JPEG, Map.of("number", "SLOW-1"));
        client.upload(token(), "SELFIE", JPEG);
        askFor("STANDARD");
        awaitTier("STANDARD");
        assertThat(database()
                        .getCollection("checks")
                        .find(Filters.and(Filters.eq("userId", user), Filters.eq("kind", "DOCUMENT")))
                        .first())
                .containsEntry("attempts", 3);
    }

    @Test
    void from_the_tier_of_two_reviewers_on_checks_record_evidence_and_grant_nothing() {
        submit("Ada", "Lovelace");
        client.upload(token(), "PASSPORT", JPEG);
        client.upload(token(), "SELFIE", JPEG);
        client.upload(token(), "UTILITY_BILL", JPEG);
        askFor("ENHANCED");
        awaitOutcome("ADDRESS", "PASSED");
        await().atMost(SOON)
                .until(() -> missing("PROOF_OF_ADDRESS").isEmpty()
                        && missing("SELFIE").isEmpty());
        assertThat(mine().path("state").asString()).isEqualTo("IN_REVIEW");
        for (String reviewer : List.of(rita, tokens.user("ralf", TENANT, "admin"))) {
            for (String step :
                    List.of("claimReview(input: {userId: $id})", "decideReview(input: {userId: $id, approve: true})")) {
                service.ask("mutation($id: ID!) { " + step + " { __typename } }", Map.of("id", user), reviewer);
            }
        }
        awaitTier("ENHANCED");
        assertThat(tiersTold()).containsExactly("ENHANCED");
    }

    @Test
    void whoever_has_claimed_a_review_decides_it_whatever_the_checks_say() {
        submit("Ada", "Lovelace");
        askFor("STANDARD");
        service.ask(
                "mutation($id: ID!) { claimReview(input: {userId: $id}) { __typename } }", Map.of("id", user), rita);
        client.upload(token(), "PASSPORT", JPEG);
        client.upload(token(), "SELFIE", JPEG);
        await().atMost(SOON)
                .until(() -> missing("SELFIE").isEmpty()
                        && missing("IDENTITY_DOCUMENT").isEmpty());
        awaitOutcome("AGE", "PASSED");
        assertThat(mine().path("state").asString()).isEqualTo("MANUAL_REVIEW");
        assertThat(tiersTold()).isEmpty();
    }

    @Test
    void a_document_that_runs_out_is_told_before_and_takes_the_tier_with_it() {
        submit("Ada", "Lovelace");
        Map<String, Object> soon = new HashMap<>();
        soon.put(
                "expiresOn",
                java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(20).toString());
        String passport = client.upload(token(), "PASSPORT", JPEG, soon);
        client.upload(token(), "SELFIE", JPEG);
        askFor("STANDARD");
        awaitTier("STANDARD");
        await().atMost(SOON)
                .until(() -> new ToldEvents(service).typesOf(TENANT, user).contains("kyc.document.expiring"));
        database()
                .getCollection("documents")
                .updateOne(Filters.eq("_id", passport), Updates.set("expiresOn", "2020-01-01"));
        awaitTier("BASIC");
        assertThat(mine().path("state").asString()).isEqualTo("EXPIRED");
        assertThat(missing("IDENTITY_DOCUMENT")).contains("has run out");
        assertThat(tiersTold()).containsExactly("STANDARD", "BASIC");
        assertThat(new ToldEvents(service).typesOf(TENANT, user)).containsOnlyOnce("kyc.document.expiring");
        client.upload(token(), "PASSPORT", JPEG);
        askFor("STANDARD");
        awaitTier("STANDARD");
    }

    @Test
    void checks_are_the_reviewers_and_of_their_tenant() {
        submit("Ada", "Lovelace");
        askFor("BASIC");
        awaitTier("BASIC");
        String query = "query($id: ID!) { kycChecks(userId: $id) { nodes { id } } }";
        assertThat(TestService.errorCode(service.ask(query, Map.of("id", user), token())))
                .isEqualTo("FORBIDDEN");
        assertThat(service.ask(query, Map.of("id", user), tokens.user("rita", "elsewhere", "admin"))
                        .at("/data/kycChecks/nodes")
                        .size())
                .isZero();
    }
}
