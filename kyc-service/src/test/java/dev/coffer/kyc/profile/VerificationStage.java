package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two replicas, reviewers, and an applicant. */
@ExtendWith(StoresExtension.class)
abstract sealed class VerificationStage permits VerificationIT, PersonalDataIT, StateTableIT, DecisionStatsIT {

    static final String TENANT = "main";
    static final Duration SOON = Duration.ofSeconds(20);
    static final Map<String, Object> PERSON = Map.of(
            "givenName", "Ada Xylophone",
            "familyName", "Lovelace",
            "birthDate", "1990-02-28",
            "nationality", "GB",
            "residence", "DE",
            "address", "Hauptstr. 1, 10115 Berlin");

    static TestTokens tokens;
    static TestService service;
    static TestService other;
    static String rita;
    static String ralf;

    final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        rita = tokens.user("rita", TENANT, "admin");
        ralf = tokens.user("ralf", TENANT, "admin");
        Map<String, String> settings =
                Map.of("coffer.kyc.profiles.sweep-every", "200ms", "coffer.kyc.provider", "none");
        service = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        other = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    static JsonNode ask(TestService at, String token, String mutation, Map<String, Object> input) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        return at.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message }"
                        + " ... on KycProfile { tier state requestedTier asked reason } } }",
                Map.of("input", input),
                token);
    }

    /** The state after it, or why it was refused. */
    static String outcome(JsonNode answer, String mutation) {
        JsonNode result = answer.at("/data/" + mutation);
        if (result.isMissingNode() || result.isNull()) {
            return TestService.errorCode(answer);
        }
        return result.path("code").asString(result.path("state").asString());
    }

    static String act(String token, String mutation, Map<String, Object> input) {
        return outcome(ask(service, token, mutation, input), mutation);
    }

    String token() {
        return tokens.user(user);
    }

    Map<String, Object> of(Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", user));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return input;
    }

    void askFor(KycTier tier) {
        assertThat(act(token(), "startVerification", Map.of("tier", tier.name())))
                .isIn("PENDING", "IN_REVIEW");
    }

    void submit() {
        act(token(), "submitPersonalData", PERSON);
    }

    void see(String reviewer, Requirement... requirements) {
        for (Requirement requirement : requirements) {
            assertThat(act(reviewer, "recordEvidence", of("requirement", requirement.name(), "reference", "Box 7")))
                    .isEqualTo("MANUAL_REVIEW");
        }
    }

    List<String> told() {
        return new ToldEvents(service)
                .of(TENANT, user).stream()
                        .filter(event -> event.eventType().equals(TierChanged.TYPE))
                        .map(event -> event.data().replaceAll(".*\"tier\":\"([A-Z]+)\".*", "$1"))
                        .toList();
    }

    void save(KycProfile profile) {
        service.bean(Transactions.class)
                .run(unit -> service.bean(KycProfiles.class).save(unit, profile));
    }
}
