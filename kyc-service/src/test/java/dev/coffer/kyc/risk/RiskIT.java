package dev.coffer.kyc.risk;

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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
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
import tools.jackson.databind.JsonNode;

/** How high somebody's risk is, what follows from that, and who learns it. The factors weigh as they do unless somebody sets them. */
@ExtendWith(StoresExtension.class)
class RiskIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] JPEG = SampleFiles.jpeg();
    private static final String RISK =
            "{ level points computedLevel factors { factor points note } assigned { level byId reason } }";

    private static TestTokens tokens;
    private static TestService service;
    private static DocumentClient client;
    private static String rita;
    private static String ralf;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        rita = tokens.user("rita", TENANT, "admin");
        ralf = tokens.user("ralf", TENANT, "admin");
        service = TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.kyc.checks.look-every", "100ms"));
        client = new DocumentClient(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private String token() {
        return tokens.user(user);
    }

    private static String mutate(String token, String mutation, Map<String, Object> input, String pointer) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        String answers =
                mutation.equals("assignRisk") ? "... on KycRisk { level }" : "... on KycProfile { state tier }";
        JsonNode answer = service.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename"
                        + " ... on Refusal { code } " + answers + " } }",
                Map.of("input", input),
                token);
        JsonNode result = answer.at("/data/" + mutation);
        return result.has("__typename")
                ? result.path("code").asString(result.at(pointer).asString())
                : TestService.errorCode(answer);
    }

    private String assign(String token, String level) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", user, "reason", "Seen on television"));
        if (!level.isEmpty()) {
            input.put("level", level);
        }
        return mutate(token, "assignRisk", input, "/level");
    }

    private void askFor(String tier, String family, String residence) {
        mutate(
                token(),
                "submitPersonalData",
                Map.of(
                        "givenName", "Ada",
                        "familyName", family,
                        "birthDate", "1990-02-28",
                        "nationality", "GB",
                        "residence", residence),
                "/state");
        mutate(token(), "startVerification", Map.of("tier", tier), "/state");
    }

    private JsonNode risk() {
        return service.ask("query R($id: ID!) { kycRisk(userId: $id) " + RISK + " }", Map.of("id", user), rita)
                .at("/data/kycRisk");
    }

    private List<String> factors() {
        return risk().path("factors")
                .valueStream()
                .map(one ->
                        one.path("factor").asString() + " " + one.path("points").asInt())
                .toList();
    }

    private String state() {
        return service.ask("{ myKyc { state } }", token())
                .at("/data/myKyc/state")
                .asString();
    }

    private Document profile() {
        return service.bean(MongoDatabase.class)
                .getCollection("profiles")
                .find(Filters.eq("userId", user))
                .first();
    }

    /** As one that was opened a year ago. */
    private void age() {
        service.bean(MongoDatabase.class)
                .getCollection("profiles")
                .updateOne(
                        Filters.eq("userId", user),
                        Updates.set("openedAt", Date.from(Instant.now().minus(Duration.ofDays(365)))));
    }

    @Test
    void each_factor_is_listed_with_what_it_adds_and_why() {
        assertThat(factors()).isEmpty();
        askFor("STANDARD", "Unsure", "MM");
        client.upload(
                token(),
                "PASSPORT",
                JPEG,
                Map.of("expiresOn", LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(factors())
                        .containsExactly(
                                "COUNTRY 35", "CHECK_INCONCLUSIVE 15", "CHECK_INCONCLUSIVE 15", "NEW_ACCOUNT 10"));
        assertThat(risk().path("points").asInt()).isEqualTo(75);
        assertThat(risk().path("level").asString()).isEqualTo("HIGH");
        assertThat(risk().toString()).contains("Lives in MM", "Check DOCUMENT", "Check AGE");
        String id = service.ask("{ myKycDocuments { nodes { id } } }", token())
                .at("/data/myKycDocuments/nodes/0/id")
                .asString();
        client.act(rita, "decideDocument", Map.of("userId", user, "documentId", id, "accept", true));
        assertThat(factors()).contains("DOCUMENT_EXPIRING 5");
        age();
        assertThat(factors()).doesNotContain("NEW_ACCOUNT 10").hasSize(4);
    }

    @Test
    void a_high_risk_needs_two_reviewers_for_any_tier_and_holds_for_less_long() {
        askFor("STANDARD", "Unsure", "DE");
        assertThat(assign(rita, "HIGH")).isEqualTo("HIGH");
        mutate(rita, "claimReview", Map.of("userId", user), "/state");
        for (String seen : List.of("IDENTITY_DOCUMENT", "SELFIE")) {
            mutate(rita, "recordEvidence", Map.of("userId", user, "requirement", seen, "reference", "Box 7"), "/state");
        }
        Map<String, Object> yes = Map.of("userId", user, "approve", true);
        assertThat(mutate(rita, "decideReview", yes, "/state")).isEqualTo("IN_REVIEW");
        assertThat(mutate(rita, "claimReview", Map.of("userId", user), "/state"))
                .isEqualTo("KYC_SECOND_PERSON_NEEDED");
        mutate(ralf, "claimReview", Map.of("userId", user), "/state");
        assertThat(mutate(ralf, "decideReview", yes, "/state")).isEqualTo("APPROVED");
        assertThat(profile().getDate("validUntil").toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(179)), Instant.now().plus(Duration.ofDays(181)));
    }

    @Test
    void what_checks_would_grant_is_left_to_people_where_the_risk_is_high() {
        assertThat(assign(rita, "HIGH")).isEqualTo("NOT_FOUND");
        mutate(token(), "startVerification", Map.of("tier", "BASIC"), "/state");
        assertThat(assign(rita, "HIGH")).isEqualTo("HIGH");
        askFor("BASIC", "Lovelace", "DE");
        await().atMost(SOON)
                .until(() -> service.bean(MongoDatabase.class)
                                .getCollection("checks")
                                .countDocuments(Filters.and(Filters.eq("userId", user), Filters.eq("state", "PASSED")))
                        == 1);
        awaitGrantToSomebodyElse();
        assertThat(state()).isEqualTo("IN_REVIEW");
        assertThat(assign(rita, "")).isEqualTo("LOW");
        // Asked for anew, nothing stands against it.
        mutate(rita, "claimReview", Map.of("userId", user), "/state");
        mutate(rita, "requestMoreInformation", Map.of("userId", user, "text", "Again"), "/state");
        askFor("BASIC", "Lovelace", "DE");
        await().atMost(SOON).until(() -> state().equals("APPROVED"));
    }

    /** Who asks later and is granted what they ask for: whatever was to become of earlier requests has. */
    private static void awaitGrantToSomebodyElse() {
        RiskIT other = new RiskIT();
        other.askFor("BASIC", "Lovelace", "DE");
        await().atMost(SOON).until(() -> other.state().equals("APPROVED"));
    }

    @Test
    void a_reviewers_word_counts_is_written_down_and_told_and_shortens_what_was_granted() {
        askFor("STANDARD", "Lovelace", "DE");
        client.upload(token(), "PASSPORT", JPEG);
        client.upload(token(), "SELFIE", JPEG);
        await().atMost(SOON).until(() -> state().equals("APPROVED"));
        Instant before = profile().getDate("validUntil").toInstant();
        assertThat(assign(rita, "MEDIUM")).isEqualTo("MEDIUM");
        assertThat(profile().getDate("validUntil").toInstant()).isEqualTo(before);
        assertThat(assign(ralf, "HIGH")).isEqualTo("HIGH");
        assertThat(profile().getDate("validUntil").toInstant())
                .isBefore(Instant.now().plus(Duration.ofDays(181)));
        JsonNode risk = risk();
        assertThat(risk.at("/assigned/byId").asString()).isEqualTo("ralf");
        assertThat(risk.path("computedLevel").asString()).isEqualTo("LOW");
        String history = service.ask(
                        "query H($u: ID!) { kycHistory(userId: $u) { nodes { act by text } } }",
                        Map.of("u", user),
                        rita)
                .toString();
        assertThat(history).contains("HIGH: Seen on television", "MEDIUM: Seen on television", "RISK_ASSIGNED");
        assertThat(new ToldEvents(service).typesOf(TENANT, user))
                .filteredOn(type -> type.equals("kyc.risk.assigned"))
                .hasSize(2);
    }

    @Test
    void it_is_the_reviewers_of_the_tenant_and_nobody_assigns_their_own() {
        askFor("BASIC", "Unsure", "DE");
        assertThat(assign(token(), "LOW")).isEqualTo("FORBIDDEN");
        assertThat(assign(tokens.user(user, TENANT, "admin"), "LOW")).isEqualTo("KYC_NOT_BY_APPLICANT");
        assertThat(assign(tokens.user("rita", "elsewhere", "admin"), "LOW")).isEqualTo("NOT_FOUND");
        String query = "query R($id: ID!) { kycRisk(userId: $id) " + RISK + " }";
        assertThat(TestService.errorCode(service.ask(query, Map.of("id", user), token())))
                .isEqualTo("FORBIDDEN");
        assertThat(service.ask(query, Map.of("id", user), tokens.user("rita", "elsewhere", "admin"))
                        .at("/data/kycRisk/factors")
                        .size())
                .isZero();
    }

    @Test
    void a_proof_of_address_is_of_the_last_90_days() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, String> outcomes = Map.of(
                today.minusDays(91).toString(), "KYC_DOCUMENT_TOO_OLD",
                today.plusDays(2).toString(), "KYC_DOCUMENT_ISSUE_NEEDED",
                today.minusDays(89).toString(), "linked");
        outcomes.forEach((issued, outcome) -> assertThat(client.act(
                        token(), "requestDocumentUpload", Map.of("type", "BANK_STATEMENT", "issuedOn", issued)))
                .as(issued)
                .isEqualTo(outcome));
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "BANK_STATEMENT")))
                .isEqualTo("KYC_DOCUMENT_ISSUE_NEEDED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE")))
                .isEqualTo("linked");
        assertThat(client.act(
                        token(), "requestDocumentUpload", Map.of("type", "UTILITY_BILL", "issuedOn", "last week")))
                .isEqualTo("INVALID_INPUT");
    }
}
