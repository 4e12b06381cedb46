package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A list comes into force while a tier is granted, or somebody screened, by a process that is slow in the worst place. */
@ExtendWith(StoresExtension.class)
class GrantRaceIT {

    private static TestTokens tokens;
    private static TestService service;
    private static GateWiring.Gates gates;

    private final String tenant = "tenant-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = ScreeningStage.start(
                database, tokens, "50ms", Map.of("coffer.test.gates", "true", "coffer.kyc.checks.look-every", "50ms"));
        gates = service.bean(GateWiring.Gates.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private String token() {
        return tokens.user(user, tenant, "user");
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
                                "nationality", "DE",
                                "residence", "DE")),
                token());
    }

    private void ask() {
        service.ask("mutation { startVerification(input: {tier: BASIC}) { __typename } }", token());
    }

    private String tier() {
        return service.ask("{ myKyc { tier } }", token()).at("/data/myKyc/tier").asString();
    }

    private void uploadList() throws Exception {
        ScreeningStage.upload(service, tokens.user("rita", tenant, "admin"), ScreeningStage.LISTED);
    }

    private @Nullable Document version() {
        return service.bean(MongoDatabase.class)
                .getCollection("sanctions_versions")
                .find(Filters.eq("tenantId", tenant))
                .first();
    }

    private void awaitRound() {
        await().atMost(ScreeningStage.PATIENCE).until(() -> {
            Document found = version();
            return found != null && !found.containsKey("dueAt");
        });
    }

    private void awaitScreening(Screening.State state, long version) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            Screening newest = service.bean(Screenings.class).newest(tenant, user);
            return newest != null && newest.state() == state && newest.version() == version;
        });
    }

    private Document grant() {
        Document found = service.bean(MongoDatabase.class)
                .getCollection("profile_history")
                .find(Filters.and(Filters.eq("userId", user), Filters.eq("act", "APPROVED")))
                .first();
        assertThat(found).isNotNull();
        return found;
    }

    @Test
    void whoever_is_screened_while_a_list_comes_into_force_is_screened_by_it() throws Exception {
        Gate.Stop screening = gates.reading().close(user);
        submit("Zorvan", "Quillanthrop");
        screening.awaitSomebody();
        uploadList();
        awaitRound();
        screening.open();

        awaitScreening(Screening.State.MATCHED, 1);
        ask();
        await().during(Duration.ofSeconds(1)).atMost(ScreeningStage.PATIENCE).until(() -> tier().equals("NONE"));
    }

    private String review(String mutation, String more) {
        JsonNode answer = service.ask(
                        "mutation M($id: ID!) { " + mutation + "(input: {userId: $id" + more + "}) {"
                                + " ... on KycProfile { state } ... on Refusal { code } } }",
                        Map.of("id", user),
                        tokens.user("rita", tenant, "admin"))
                .at("/data/" + mutation);
        return answer.path("state").asString(answer.path("code").asString(""));
    }

    /** The store decides which of the two is first; both ends are right, and nothing between them. */
    @Test
    void a_grant_that_looked_at_the_lists_before_is_made_by_those_or_not_at_all_and_the_case_stays_open()
            throws Exception {
        submit("Zorvan", "Quillanthrop");
        awaitScreening(Screening.State.CLEAR, 0);
        Gate.Stop check = gates.reading().close(user);
        ask();
        check.awaitSomebody();
        assertThat(review("claimReview", "")).isEqualTo("MANUAL_REVIEW");
        Gate.Stop grant = gates.granting().close(user);
        try (ExecutorService reviewer = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> decided = reviewer.submit(() -> review("decideReview", ", approve: true"));
            grant.awaitSomebody();
            uploadList();
            awaitRound();
            awaitScreening(Screening.State.MATCHED, 1);
            grant.open();
            check.open();
            String outcome = decided.get();
            assertThat(outcome).isIn("APPROVED", "KYC_MATCH_OPEN");
            assertThat(tier()).isEqualTo(outcome.equals("APPROVED") ? "BASIC" : "NONE");
            if (outcome.equals("APPROVED")) {
                assertThat(grant().get("grounds", Document.class).getLong("listsVersion"))
                        .as("it was granted by what was in force before")
                        .isZero();
            }
        }
        awaitScreening(Screening.State.MATCHED, 1);
    }

    @Test
    void a_request_that_a_list_came_before_is_granted_once_its_round_has_cleared_the_user() throws Exception {
        submit("Anna", "Bergmann");
        awaitScreening(Screening.State.CLEAR, 0);
        Gate.Stop check = gates.reading().close(user);
        Gate.Stop round = gates.reading().close(user);
        ask();
        check.awaitSomebody();
        uploadList();
        round.awaitSomebody();
        check.open();
        await().during(Duration.ofSeconds(1)).atMost(ScreeningStage.PATIENCE).until(() -> tier().equals("NONE"));
        round.open();

        await().atMost(Duration.ofSeconds(20)).until(() -> tier().equals("BASIC"));
        assertThat(grant().get("grounds", Document.class).getLong("listsVersion"))
                .isEqualTo(1);
    }
}
