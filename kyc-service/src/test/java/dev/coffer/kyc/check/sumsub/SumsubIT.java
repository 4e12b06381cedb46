package dev.coffer.kyc.check.sumsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.check.sumsub.SumsubPeer.Trouble;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Checks by Sumsub, against a peer that is strict about what it documents. Nobody polls: without a webhook nothing comes back. */
@ExtendWith(StoresExtension.class)
class SumsubIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String GREEN = "{\"reviewAnswer\":\"GREEN\"}";

    private static TestTokens tokens;
    private static SumsubPeer sumsub;
    private static TestService service;

    private final String user = "user-" + UUID.randomUUID();
    private final String name = "Ada" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        sumsub = new SumsubPeer();
        service = SumsubSetup.start(database, tokens, sumsub, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        sumsub.close();
        tokens.close();
    }

    /** Whatever a test had go wrong, every request was one that is documented. */
    @AfterEach
    void nothingWasTurnedAway() {
        assertThat(sumsub.complaints()).isEmpty();
    }

    private String token() {
        return tokens.user(user);
    }

    private void askFor(String tier) {
        SumsubSetup.askFor(service, token(), name, tier);
    }

    private Applicant awaitApplicant(String level) {
        return SumsubSetup.awaitApplicant(sumsub, name, level);
    }

    private Document check(String kind) {
        return service.bean(MongoDatabase.class)
                .getCollection("checks")
                .find(Filters.and(Filters.eq("userId", user), Filters.eq("kind", kind)))
                .first();
    }

    private void awaitState(String kind, String state) {
        await(kind)
                .atMost(SOON)
                .until(() ->
                        check(kind) != null && check(kind).getString("state").equals(state));
    }

    private JsonNode mine() {
        return service.ask("{ myKyc { tier state requirements { requirement missing } } }", token())
                .at("/data/myKyc");
    }

    private static double counted(String metric, String outcome) {
        return service.bean(MeterRegistry.class)
                .counter(metric, "outcome", outcome)
                .count();
    }

    @Test
    void an_applicant_is_made_for_each_check_and_the_end_of_its_review_becomes_evidence() {
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        assertThat(id.fixedInfo.path("dob").asString()).isEqualTo("1990-02-28");
        assertThat(id.fixedInfo.path("country").asString()).isEqualTo("DEU");
        assertThat(id.files.values()).containsExactlyInAnyOrder("ID_CARDFRONT_SIDE", "ID_CARDBACK_SIDE");
        assertThat(id.reference).doesNotContain(user).hasSize(64);
        awaitState("AGE", "PASSED");
        assertThat(check("DOCUMENT").getString("state")).isEqualTo("PENDING");

        sumsub.review(id, GREEN);
        assertThat(SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN)))
                .isEqualTo(200);
        awaitState("DOCUMENT", "PASSED");
        assertThat(check("DOCUMENT").getString("answer")).isNotNull().doesNotContain("GREEN");
        // A face is compared with a document that counts.
        Applicant face = awaitApplicant("face level");
        assertThat(face.files.values()).contains("SELFIE", "ID_CARDFRONT_SIDE");
        sumsub.review(face, GREEN);
        SumsubWebhook.send(service, SumsubWebhook.reviewed(face.reference, GREEN));
        await().atMost(SOON).until(() -> mine().path("tier").asString().equals("STANDARD"));

        // Told again, and told otherwise, of what is decided.
        double before = counted("coffer.kyc.webhooks", "nothing-new");
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN));
        String red = "{\"reviewAnswer\":\"RED\",\"rejectLabels\":[\"FORGERY\"]}";
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, red));
        assertThat(counted("coffer.kyc.webhooks", "nothing-new")).isEqualTo(before + 2);
        assertThat(service.bean(MeterRegistry.class)
                        .counter("coffer.kyc.checks.contradictions")
                        .count())
                .isEqualTo(1);
        assertThat(check("DOCUMENT").getString("state")).isEqualTo("PASSED");
        assertThat(sumsub.of(name)).hasSize(2);
    }

    @Test
    void what_is_told_counts_only_where_sumsub_says_it_when_it_is_asked() {
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        // Before its time: the review runs.
        assertThat(SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN)))
                .isEqualTo(200);
        await().atMost(SOON)
                .until(() -> check("DOCUMENT")
                        .getDate("dueAt")
                        .toInstant()
                        .isAfter(Instant.now().plus(Duration.ofMinutes(30))));
        assertThat(check("DOCUMENT").getString("state")).isEqualTo("PENDING");
        // Then what is asked counts, whatever is told.
        sumsub.review(
                id, "{\"reviewAnswer\":\"RED\",\"reviewRejectType\":\"RETRY\",\"rejectLabels\":[\"LOW_QUALITY\"]}");
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN));
        awaitState("DOCUMENT", "FAILED");
        assertThat(check("DOCUMENT").getList("reasons", String.class)).containsExactly("DOCUMENT_UNREADABLE");
        await().atMost(SOON).until(() -> mine().toString().contains("cannot be read"));
        assertThat(mine().path("state").asString()).isEqualTo("IN_REVIEW");
    }

    @Test
    void a_no_that_means_nothing_to_us_is_left_to_a_person() {
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        sumsub.review(id, "{\"reviewAnswer\":\"RED\",\"rejectLabels\":[\"COMPANY_NOT_DEFINED_BENEFICIARIES\"]}");
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN));
        awaitState("DOCUMENT", "INCONCLUSIVE");
    }

    @Test
    void what_is_forged_unknown_too_large_or_of_somebody_else_changes_nothing() {
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        sumsub.review(id, GREEN);
        String body = SumsubWebhook.reviewed(id.reference, GREEN);
        String digest = SumsubWebhook.digest("HmacSHA256", SumsubWebhook.SECRET, body);
        String alg = "HMAC_SHA256_HEX";
        assertThat(SumsubWebhook.send(service, "sumsub", body, alg, null)).isEqualTo(400);
        assertThat(SumsubWebhook.send(service, "sumsub", body, null, digest)).isEqualTo(400);
        assertThat(SumsubWebhook.send(service, "sumsub", body + " ", alg, digest))
                .isEqualTo(400);
        assertThat(SumsubWebhook.send(
                        service, "sumsub", body, alg, SumsubWebhook.digest("HmacSHA256", "another", body)))
                .isEqualTo(400);
        assertThat(SumsubWebhook.send(
                        service,
                        "sumsub",
                        body,
                        "HMAC_SHA1_HEX",
                        SumsubWebhook.digest("HmacSHA1", SumsubWebhook.SECRET, body)))
                .isEqualTo(400);
        assertThat(SumsubWebhook.send(service, "simulator", body, alg, digest)).isEqualTo(404);
        assertThat(SumsubWebhook.send(service, "x".repeat(300 << 10))).isEqualTo(413);
        assertThat(SumsubWebhook.send(service, "no json")).isEqualTo(400);
        double unknown = counted("coffer.kyc.webhooks", "unknown");
        assertThat(SumsubWebhook.send(service, SumsubWebhook.reviewed("f".repeat(64), GREEN)))
                .isEqualTo(200);
        assertThat(counted("coffer.kyc.webhooks", "unknown")).isEqualTo(unknown + 1);
        assertThat(SumsubWebhook.send(service, body.replace("applicantReviewed", "applicantPending")))
                .isEqualTo(200);
        assertThat(check("DOCUMENT").getString("state")).isEqualTo("PENDING");
        // The other digest that is documented counts.
        assertThat(SumsubWebhook.send(
                        service,
                        "sumsub",
                        body,
                        "HMAC_SHA512_HEX",
                        SumsubWebhook.digest("HmacSHA512", SumsubWebhook.SECRET, body)))
                .isEqualTo(200);
        awaitState("DOCUMENT", "PASSED");
    }

    @Test
    void the_same_user_of_another_tenant_is_somebody_else() {
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        Document mine = check("DOCUMENT");
        String theirs = mine.getString("_id").replaceFirst("^main/", "elsewhere/");
        Document copy = new Document(mine)
                .append("_id", theirs)
                .append("tenantId", "elsewhere")
                .append("reference", "0".repeat(64))
                .append("dueAt", Date.from(Instant.now().plus(Duration.ofHours(1))));
        service.bean(MongoDatabase.class).getCollection("checks").insertOne(copy);
        sumsub.review(id, GREEN);
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN));
        await().atMost(SOON)
                .until(() -> service.bean(MongoDatabase.class)
                        .getCollection("checks")
                        .find(Filters.eq("_id", mine.getString("_id")))
                        .first()
                        .getString("state")
                        .equals("PASSED"));
        Document other = service.bean(MongoDatabase.class)
                .getCollection("checks")
                .find(Filters.eq("_id", theirs))
                .first();
        assertThat(other).containsEntry("state", "PENDING").containsEntry("dueAt", copy.getDate("dueAt"));
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whatever_goes_wrong_at_any_request_one_applicant_is_made_and_each_file_sent_once(Trouble trouble) {
        // The first requests of a check: to find, to make, to send twice and to begin. One more each time fails.
        for (int earlier = 0; earlier < 4; earlier++) {
            sumsub.plan(trouble);
        }
        askFor("STANDARD");
        Applicant id = awaitApplicant("id level");
        assertThat(sumsub.of(name)).hasSize(1);
        assertThat(id.uploads).hasSize(2).doesNotHaveDuplicates();
        sumsub.review(id, GREEN);
        SumsubWebhook.send(service, SumsubWebhook.reviewed(id.reference, GREEN));
        awaitState("DOCUMENT", "PASSED");
    }
}
