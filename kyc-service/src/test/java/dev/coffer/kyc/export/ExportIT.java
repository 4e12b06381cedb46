package dev.coffer.kyc.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.ToldEvents;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Everything that is held on one person, and on nobody else, as one file. */
@ExtendWith(StoresExtension.class)
class ExportIT {

    private static final String REQUEST = """
            mutation E($id: ID!, $reason: String!) { requestKycExport(input: {userId: $id, reason: $reason}) {
              ... on KycExport { path expiresAt } } }""";

    private static ExportStage stage;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        stage = new ExportStage(database);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private JsonNode request(String token, String reason) {
        return stage.service.ask(REQUEST, Map.of("id", user, "reason", reason), token);
    }

    @Test
    void the_file_has_all_that_is_held_on_the_person_and_nothing_of_anybody_else() throws Exception {
        stage.verify(user, "Zerafina");
        stage.verify("other-" + user, "Quixada");
        stage.service.ask(
                "mutation N($id: ID!) { addReviewNote(input: {userId: $id, text: \"Called back\"}) { __typename } }",
                Map.of("id", user),
                stage.rita());
        String path = request(stage.rita(), "Asked by letter")
                .at("/data/requestKycExport/path")
                .asString();
        HttpResponse<byte[]> answer = stage.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");

        Map<String, byte[]> entries = ExportStage.unzip(answer.body());
        assertThat(entries.keySet())
                .contains(
                        "checks.jsonl",
                        "documents.jsonl",
                        "history.jsonl",
                        "personal-data.jsonl",
                        "profile.jsonl",
                        "risk.jsonl",
                        "screenings.jsonl")
                .endsWith("manifest.json");
        assertThat(entries.keySet())
                .filteredOn(name -> name.startsWith("files/"))
                .hasSize(2);
        String all = ExportStage.text(entries);
        assertThat(all).contains("Zerafina", "1990-02-28", "C01X00T47", "Called back", "Asked by letter", "EXPORTED");
        assertThat(all).contains("{\\\"outcome\\\":\\\"PASSED\\\"}").doesNotContain("Quixada", "other-" + user);

        assertThat(ExportStage.requireManifest(entries).path("by").asString()).isEqualTo("rita");
        assertThat(new ToldEvents(stage.service).typesOf(ExportStage.TENANT, user))
                .containsOnlyOnce("kyc.person.exported");
    }

    @Test
    void only_who_may_gets_a_link_and_only_a_whole_one_counts() throws Exception {
        stage.service.ask(
                "mutation { startVerification(input: {tier: BASIC}) { __typename } }", stage.tokens.user(user));
        assertThat(TestService.errorCode(request(stage.tokens.user(user), "Mine")))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(request(stage.tokens.user("olga", ExportStage.TENANT, "operator"), "Curious")))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(request(stage.tokens.user("rita", "elsewhere", "admin"), "Theirs")))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(request(stage.rita(), " "))).isEqualTo("INVALID_INPUT");
        String path =
                request(stage.rita(), "Asked").at("/data/requestKycExport/path").asString();
        assertThat(stage.get(path).statusCode()).isEqualTo(200);
        String changed = path.substring(0, path.length() - 2) + (path.endsWith("AA") ? "BB" : "AA");
        for (String wrong : new String[] {changed, "/kyc/exports/no-link", "/kyc/exports/a.b", path + ".x"}) {
            assertThat(stage.get(wrong).statusCode()).as(wrong).isEqualTo(403);
        }
    }
}
