package dev.coffer.kyc.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.document.DocumentClient;
import dev.coffer.kyc.file.SampleFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What decided one verification, as one file: all of it, for whoever may, and with nobody's name once they have left. */
@ExtendWith(StoresExtension.class)
class AuditFileIT {

    private static final String REVIEWS = "kyc-service/reviews";
    /** What is written beside a profile and changes nothing of it. */
    private static final Set<String> BESIDE = Set.of("NOTED", "DOCUMENT_DECIDED", "AUDIT_EXPORTED");

    private static ExportStage stage;
    private static TestEmitter auth;

    private final String user = "user-" + UUID.randomUUID();

    /** What this service reads of it. */
    record UserClosed(String userId) {}

    @BeforeAll
    static void start(@FreshDatabase String database) throws Exception {
        auth = TestEmitter.start(
                "auth", database + "_auth", List.of(new EventType<>("user.closed", 1, UserClosed.class)));
        stage = new ExportStage(database);
        importList();
        changeReviews();
    }

    @AfterAll
    static void stop() {
        auth.close();
        stage.close();
    }

    /** It has somebody of nearly the name that is verified here. */
    private static void importList() throws Exception {
        String path = stage.service
                .ask(
                        "mutation { importSanctionsList(input: {list: \"test\", format: OPEN_SANCTIONS_CSV}) {"
                                + " ... on SanctionsImport { uploadPath } } }",
                        stage.rita())
                .at("/data/importSanctionsList/uploadPath")
                .asString();
        String file = "id,schema,name,aliases,birth_date,countries\nq-1,Person,Zerafinak Quixplumber,,,\n";
        assertThat(stage.put(path, file)).isEqualTo(202);
        await().atMost(ExportStage.SOON)
                .until(() -> stage.service
                        .ask("{ sanctionsImports { nodes { state } } }", stage.rita())
                        .toString()
                        .contains("IN_FORCE"));
    }

    /** So that a version of the setting counts. */
    private static void changeReviews() {
        SettingScope scope = SettingScope.installation(REVIEWS);
        ChangeSettings.Intent intent = new ChangeSettings.Intent(scope, 0, "somebody", "for a test");
        await().atMost(ExportStage.SOON)
                .until(() -> stage.service.bean(ChangeSettings.class).set(intent, new HashMap<>(Map.of("dueIn", "12h")))
                        instanceof SettingResult.Changed);
        await().atMost(ExportStage.SOON)
                .until(() -> stage.service.bean(LiveSettings.class).version(scope) == 1);
    }

    private JsonNode act(String token, String mutation, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("userId", user);
        return ask(token, mutation, input, "... on KycProfile { state }");
    }

    private static JsonNode ask(String token, String mutation, Map<String, ?> input, String answers) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        return stage.service.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename"
                        + " ... on Refusal { code } " + answers + " } }",
                Map.of("input", input),
                token);
    }

    private JsonNode request(String token, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("userId", user);
        return ask(token, "requestKycAuditFile", input, "... on KycExport { path }");
    }

    private Map<String, byte[]> file(Map<String, ?> more) throws Exception {
        String path =
                request(stage.rita(), more).at("/data/requestKycAuditFile/path").asString();
        return ExportStage.unzip(stage.get(path).body());
    }

    private String state(String token, String mutation, Map<String, ?> more) {
        JsonNode answer = act(token, mutation, more).at("/data/" + mutation);
        return answer.path("state").asString(answer.path("code").asString());
    }

    private JsonNode history() {
        return stage.service
                .ask(
                        "query H($u: ID!) { kycHistory(userId: $u, first: 100) { nodes { id act state by } } }",
                        Map.of("u", user),
                        stage.rita())
                .at("/data/kycHistory/nodes");
    }

    private String requestLine() {
        for (JsonNode line : history()) {
            if (line.path("act").asString().equals("REQUESTED")) {
                return line.path("id").asString();
            }
        }
        throw new AssertionError("Nothing was requested");
    }

    private void clearMatch() {
        String query = "query S($u: ID!) { screenings(filter: {userId: $u, state: MATCHED}) { nodes { id } } }";
        await().atMost(ExportStage.SOON)
                .until(() -> stage.service
                        .ask(query, Map.of("u", user), stage.rita())
                        .toString()
                        .contains("\"id\""));
        String id = stage.service
                .ask(query, Map.of("u", user), stage.rita())
                .at("/data/screenings/nodes/0/id")
                .asString();
        Map<String, String> verdict =
                Map.of("screeningId", id, "matchId", "1", "verdict", "FALSE_POSITIVE", "reason", "Born elsewhere");
        ask(stage.rita(), "resolveMatch", verdict, "... on Screening { id }");
    }

    /** ENHANCED, by checks, a verdict, a document that a person looked at, and two reviewers. */
    private void verify() {
        String token = stage.tokens.user(user);
        stage.submit(user, "Zerafinaq", "Quixplumbur");
        DocumentClient documents = new DocumentClient(stage.service);
        documents.upload(token, "PASSPORT", SampleFiles.jpeg(), Map.of("number", "C01X00T47"));
        documents.upload(token, "SELFIE", SampleFiles.jpeg());
        documents.upload(token, "UTILITY_BILL", SampleFiles.jpeg());
        String other = documents.upload(token, "OTHER", SampleFiles.jpeg());
        stage.ask(user, "ENHANCED");
        documents.act(
                stage.rita(),
                "decideDocument",
                Map.of("userId", user, "documentId", other, "accept", false, "reason", "It shows a cat"));
        clearMatch();
        await().atMost(ExportStage.SOON)
                .until(() -> stage.service
                        .ask(
                                "query C($u: ID!) { kycChecks(userId: $u) { nodes { kind state } } }",
                                Map.of("u", user),
                                stage.rita())
                        .at("/data/kycChecks/nodes")
                        .findValuesAsString("state")
                        .equals(List.of("PASSED", "PASSED", "PASSED", "PASSED")));
        act(stage.rita(), "addReviewNote", Map.of("text", "Called back"));
        for (String reviewer : List.of("rita", "remo")) {
            String reviewing = stage.tokens.user(reviewer, ExportStage.TENANT, "admin");
            await().atMost(ExportStage.SOON)
                    .until(() -> state(reviewing, "claimReview", Map.of()).equals("MANUAL_REVIEW"));
            await().atMost(ExportStage.SOON)
                    .until(() -> !state(reviewing, "decideReview", Map.of("approve", true))
                            .equals("KYC_REQUIREMENTS_MISSING"));
        }
        assertThat(history().path(0).path("act").asString()).isEqualTo("APPROVED");
    }

    @Test
    void everything_that_decided_it_is_there_and_nothing_of_the_next_one() throws Exception {
        verify();
        assertThat(state(stage.rita(), "suspendKyc", Map.of("reason", "A payment")))
                .isEqualTo("SUSPENDED");
        assertThat(state(stage.rita(), "restoreKyc", Map.of("reason", "Explained")))
                .isEqualTo("APPROVED");
        String first = requestLine();
        List<String> before = history().findValuesAsString("id");
        List<String> acts = changesTold();
        stage.ask(user, "FULL");
        act(stage.rita(), "addReviewNote", Map.of("text", "Of the second one"));

        Map<String, byte[]> entries = file(Map.of("verificationId", first, "reason", "Sample 17"));

        assertThat(entries.keySet())
                .containsExactly(
                        "checks.jsonl", "documents.jsonl", "history.jsonl", "screenings.jsonl", "manifest.json");
        JsonNode manifest = ExportStage.requireManifest(entries);
        assertThat(manifest.path("by").asString()).isEqualTo("rita");
        assertThat(manifest.at("/verification/id").asString()).isEqualTo(first);
        List<JsonNode> lines = ExportStage.lines(entries, "history.jsonl");
        assertThat(lines).extracting(line -> line.path("id").asString()).containsExactlyElementsOf(before);
        assertThat(lines.reversed().stream()
                        .map(line -> line.path("act").asString())
                        .filter(act -> !BESIDE.contains(act)))
                .as("each change that was told")
                .containsExactlyElementsOf(acts);
        requireDecisions(lines);
        requireEvidence(entries);
        assertThat(ExportStage.text(entries)).doesNotContain("Of the second one", "Sample 17");

        String later = ExportStage.text(file(Map.of("reason", "Sample 18")));
        assertThat(later).contains(first, "Of the second one", "Sample 17", "Sample 18", "AUDIT_EXPORTED");
        assertThat(new ToldEvents(stage.service).typesOf(ExportStage.TENANT, user))
                .filteredOn("kyc.verification.exported"::equals)
                .hasSize(2);
    }

    private List<String> changesTold() {
        return new ToldEvents(stage.service)
                .of(ExportStage.TENANT, user).stream()
                        .filter(event -> event.eventType().equals("kyc.profile.changed"))
                        .map(EventEnvelope::data)
                        .map(data ->
                                JsonMapper.shared().readTree(data).path("act").asString())
                        .toList();
    }

    private static void requireDecisions(List<JsonNode> lines) {
        for (Map.Entry<String, String> decision :
                Map.of("APPROVED_FIRST", "rita", "APPROVED", "remo").entrySet()) {
            JsonNode line = only(lines, decision.getKey());
            assertThat(line.path("by").asString()).isEqualTo(decision.getValue());
            assertThat(line.at("/grounds/listsVersion").asLong()).isEqualTo(1);
            assertThat(line.at("/grounds/risk").asString()).isEqualTo("LOW");
            assertThat(line.at("/grounds/riskFactors").toString()).contains("NEW_ACCOUNT, 10");
            assertThat(line.at("/grounds/settings").findValuesAsString("setting"))
                    .containsExactly(REVIEWS, "kyc-service/requirements", "kyc-service/risk", "kyc-service/screening");
            assertThat(line.at("/grounds/settings").findValuesAsString("installation"))
                    .containsExactly("1", "0", "0", "0");
        }
        JsonNode document = only(lines, "DOCUMENT_DECIDED");
        assertThat(document.path("by").asString()).isEqualTo("rita");
        assertThat(document.path("text").asString()).contains("REJECTED", "It shows a cat");
        assertThat(only(lines, "CLAIMED", 0).path("by").asString()).isEqualTo("remo");
    }

    private static JsonNode only(List<JsonNode> lines, String act) {
        assertThat(lines)
                .filteredOn(line -> line.path("act").asString().equals(act))
                .hasSize(1);
        return only(lines, act, 0);
    }

    /** @param number of those of that act, the newest first */
    private static JsonNode only(List<JsonNode> lines, String act, int number) {
        return lines.stream()
                .filter(line -> line.path("act").asString().equals(act))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private void requireEvidence(Map<String, byte[]> entries) throws Exception {
        String answer = ExportStage.digest("{\"outcome\":\"PASSED\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(ExportStage.lines(entries, "checks.jsonl"))
                .hasSize(4)
                .allMatch(check -> check.path("state").asString().equals("PASSED")
                        && check.path("answerSha256").asString().equals(answer));
        List<String> stored = stage.service
                .ask(
                        "query D($u: ID!) { kycDocuments(userId: $u) { nodes { sha256 } } }",
                        Map.of("u", user),
                        stage.rita())
                .at("/data/kycDocuments/nodes")
                .findValuesAsString("sha256");
        assertThat(ExportStage.lines(entries, "documents.jsonl"))
                .extracting(document -> document.path("sha256").asString())
                .hasSize(4)
                .containsExactlyElementsOf(stored);
        assertThat(ExportStage.text(entries))
                .contains("Zerafinak Quixplumber", "FALSE_POSITIVE", "Born elsewhere", "Called back")
                .doesNotContain("C01X00T47", "1990-02-28", "{\\\"outcome\\\"");
    }

    @Test
    void only_who_may_gets_it_and_only_of_who_it_was_asked_of() throws Exception {
        String other = "other-" + user;
        stage.ask(user, "BASIC");
        stage.ask(other, "BASIC");
        String token = stage.tokens.user(user);
        assertThat(TestService.errorCode(request(token, Map.of("reason", "Mine"))))
                .isEqualTo("FORBIDDEN");
        for (String role : List.of("operator", "finance", "user")) {
            String staff = stage.tokens.user("olga", ExportStage.TENANT, role);
            assertThat(TestService.errorCode(request(staff, Map.of("reason", "Curious"))))
                    .as(role)
                    .isEqualTo("FORBIDDEN");
        }
        String elsewhere = stage.tokens.user("rita", "elsewhere", "admin");
        String mine = requestLine();
        for (Map<String, String> theirs :
                List.of(Map.of("reason", "Theirs"), Map.of("reason", "Theirs", "verificationId", mine))) {
            assertThat(TestService.errorCode(request(elsewhere, theirs))).isEqualTo("NOT_FOUND");
        }
        Map<String, Object> ofOther = Map.of("userId", other, "verificationId", mine, "reason", "Mixed up");
        assertThat(TestService.errorCode(
                        ask(stage.rita(), "requestKycAuditFile", ofOther, "... on KycExport { path }")))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(request(stage.rita(), Map.of("reason", " "))))
                .isEqualTo("INVALID_INPUT");
        String path = request(stage.rita(), Map.of("reason", "Asked"))
                .at("/data/requestKycAuditFile/path")
                .asString();
        Map<String, byte[]> entries = ExportStage.unzip(stage.get(path).body());
        assertThat(ExportStage.text(entries)).contains(user).doesNotContain(other);
        assertThat(stage.get(path.substring(0, path.length() - 2) + (path.endsWith("AA") ? "BB" : "AA"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void of_who_has_left_it_says_what_was_decided_and_nothing_personal() throws Exception {
        verify();
        String first = requestLine();
        List<String> before = history().findValuesAsString("act");
        auth.tell(new UserClosed(user), user, ExportStage.TENANT);
        await().atMost(ExportStage.SOON)
                .until(() -> history().path(0).path("act").asString().equals("CLOSED"));
        await().atMost(ExportStage.SOON)
                .until(() -> stage
                        .service
                        .ask(
                                "query C($u: ID!) { kycChecks(userId: $u) { nodes { id } }"
                                        + " kycDocuments(userId: $u) { nodes { id } } }",
                                Map.of("u", user),
                                stage.rita())
                        .findValues("nodes")
                        .stream()
                        .allMatch(JsonNode::isEmpty));

        Map<String, byte[]> entries = file(Map.of("verificationId", first, "reason", "About Zerafinaq"));

        ExportStage.requireManifest(entries);
        List<JsonNode> lines = ExportStage.lines(entries, "history.jsonl");
        assertThat(lines)
                .extracting(line -> line.path("act").asString())
                .startsWith("AUDIT_EXPORTED", "CLOSED")
                .endsWith(before.toArray(new String[0]));
        assertThat(lines).allMatch(line -> line.path("text").isNull());
        assertThat(only(lines, "APPROVED").path("by").asString()).isEqualTo("remo");
        assertThat(only(lines, "APPROVED").at("/grounds/risk").asString()).isEqualTo("LOW");
        assertThat(only(lines, "APPROVED").at("/grounds/riskFactors")).isEmpty();
        for (String empty : List.of("checks.jsonl", "documents.jsonl", "screenings.jsonl")) {
            assertThat(entries.get(empty)).as(empty).isEmpty();
        }
        assertThat(ExportStage.text(entries).toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "zerafina", "quixplumb", "1990-02", "c01x00t47", "\"de\"", "\"gb\"", "called back", "a cat");
    }
}
