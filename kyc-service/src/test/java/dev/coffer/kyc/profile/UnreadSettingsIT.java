package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.Tiers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A process that has not read the settings yet, where each of them is stricter than its default: it grants nothing, refuses nothing and shows
 * nothing by a default, and decides by what was set as soon as it knows it. Each user is of a tenant with a setting of its own.
 */
@ExtendWith(StoresExtension.class)
final class UnreadSettingsIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Map<String, Object> PERSON = Map.of(
            "givenName", "Ada",
            "familyName", "Lovelace",
            "birthDate", "1990-02-28",
            "nationality", "GB",
            "residence", "DE");

    private static final String TWO_REVIEWERS = "two-reviewers";
    private static final String NO_LIST = "no-list";
    private static final String NO_CHECKS = "no-checks";
    private static final String OLDER = "older";
    private static final String LESS = "less";

    private TestTokens tokens;
    private TestService service;

    @BeforeEach
    void leaveWork(@FreshDatabase String database) {
        tokens = TestTokens.start();
        try (TestService before = start(database, Map.of("coffer.kyc.checks.look-every", "100ms"))) {
            service = before;
            change(ReviewSettings.KEY, NO_CHECKS, "byChecksUpTo", "NONE");
            change(ReviewSettings.KEY, TWO_REVIEWERS, "fourEyesFrom", "BASIC");
            change(ScreenPersons.SETTING, NO_LIST, "needsList", "true");
            change(Tiers.REQUIREMENTS, OLDER, "minimumAge", "default=60");
            change(
                    "kyc-service/tiers",
                    LESS,
                    "deposit",
                    "none=0, basic=1, standard=2, enhanced=3, full=4, professional=5");
            for (String tenant : List.of(TWO_REVIEWERS, NO_LIST)) {
                await().atMost(SOON).until(() -> request(tenant).equals("IN_REVIEW"));
                assertThat(act(tenant, "rita", "claimReview", Map.of("userId", "ann")))
                        .isEqualTo("MANUAL_REVIEW");
            }
            await().atMost(SOON).until(() -> request(NO_CHECKS).equals("IN_REVIEW"));
            await().atMost(SOON).until(() -> checks().contains("PASSED"));
        }
        service =
                start(database, Map.of("coffer.test.unread-settings", "true", "coffer.kyc.checks.look-every", "100ms"));
    }

    @AfterEach
    void stop() {
        service.close();
        tokens.close();
    }

    private TestService start(String database, Map<String, String> settings) {
        return TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    /** Returns when this process knows it. */
    private void change(String key, String tenant, String field, String value) {
        SettingScope scope = new SettingScope(key, tenant);
        LiveSettings live = service.bean(LiveSettings.class);
        long before = live.version(scope);
        ChangeSettings.Intent intent = new ChangeSettings.Intent(scope, before, "somebody", "for a test");
        await().atMost(SOON)
                .until(() -> service.bean(ChangeSettings.class).set(intent, new HashMap<>(Map.of(field, value)))
                        instanceof SettingResult.Changed);
        await().atMost(SOON).until(() -> live.version(scope) > before);
    }

    /** Two events by which the checks look at the request again; no setting is needed for what tells them. */
    private void haveItLookedAt() {
        act(NO_CHECKS, "rita", "claimReview", Map.of("userId", "ann"));
        act(NO_CHECKS, "rita", "releaseReview", Map.of("userId", "ann"));
        assertThat(stored(NO_CHECKS).state()).isEqualTo(KycState.IN_REVIEW);
    }

    private void assertNobodyGrants() {
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> stored(NO_CHECKS).state() == KycState.IN_REVIEW);
    }

    private String token(String tenant, String user) {
        return tokens.user(user, tenant, user.equals("rita") ? "admin" : "user");
    }

    private String act(String tenant, String user, String mutation, Map<String, Object> input) {
        JsonNode answer = VerificationStage.ask(service, token(tenant, user), mutation, input);
        return VerificationStage.outcome(answer, mutation);
    }

    /** The state of Ann's request. */
    private String request(String tenant) {
        act(tenant, "ann", "startVerification", Map.of("tier", "BASIC"));
        act(tenant, "ann", "submitPersonalData", PERSON);
        return stored(tenant).state().name();
    }

    /** As it is kept; what is shown of it needs settings. */
    private KycProfile stored(String tenant) {
        KycProfile found = service.bean(MongoKycProfiles.class).find(tenant, "ann");
        assertThat(found).isNotNull();
        return found;
    }

    private String checks() {
        return service.ask("{ kycChecks(userId: \"ann\") { nodes { state } } }", token(NO_CHECKS, "rita"))
                .toString();
    }

    private String approve(String tenant) {
        return act(tenant, "rita", "decideReview", Map.of("userId", "ann", "approve", true));
    }

    private JsonNode isAllowed() {
        return service.ask(
                "{ checkLimit(operation: DEPOSIT, amount: {amount: \"0.01\", currency: \"EUR\"}) { isAllowed } }",
                token(LESS, "ann"));
    }

    @Test
    void nothing_is_decided_by_a_default_while_what_was_set_is_not_known() {
        for (String tenant : List.of(TWO_REVIEWERS, NO_LIST)) {
            assertThat(approve(tenant)).as(tenant).isEqualTo("UNAVAILABLE");
        }
        assertThat(act(OLDER, "ann", "submitPersonalData", PERSON)).isEqualTo("UNAVAILABLE");
        assertThat(act(OLDER, "ann", "startVerification", Map.of("tier", "BASIC")))
                .isEqualTo("UNAVAILABLE");
        assertThat(TestService.errorCode(isAllowed())).isEqualTo("UNAVAILABLE");
        assertThat(TestService.errorCode(service.ask("{ kycTiers { tier } }", token(LESS, "ann"))))
                .isEqualTo("UNAVAILABLE");
        haveItLookedAt();
        assertNobodyGrants();
        assertThat(stored(TWO_REVIEWERS).state()).isEqualTo(KycState.MANUAL_REVIEW);
        assertThat(stored(NO_LIST).state()).isEqualTo(KycState.MANUAL_REVIEW);

        service.bean(LiveSettings.class).start();

        assertThat(approve(TWO_REVIEWERS)).as("one of two").isEqualTo("IN_REVIEW");
        assertThat(approve(NO_LIST)).isEqualTo("KYC_SCREENING_PENDING");
        assertThat(act(OLDER, "ann", "submitPersonalData", PERSON)).isEqualTo("KYC_TOO_YOUNG");
        assertThat(isAllowed().at("/data/checkLimit/isAllowed").isBoolean()).isTrue();
        assertNobodyGrants();
        // That it was not granted is the setting's doing: by another one it is.
        change(ReviewSettings.KEY, NO_CHECKS, "byChecksUpTo", "BASIC");
        haveItLookedAt();
        await().atMost(SOON).until(() -> stored(NO_CHECKS).state() == KycState.APPROVED);
    }
}
