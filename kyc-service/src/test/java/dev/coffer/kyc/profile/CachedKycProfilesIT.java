package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of the service, each with a memory of its own. */
@ExtendWith(StoresExtension.class)
class CachedKycProfilesIT {

    private static final String START =
            "mutation { startVerification(input: {tier: BASIC}) { ... on KycProfile { state } } }";
    private static final String SUBMIT =
            "mutation { submitPersonalData(input: {givenName: \"Ada\", familyName: \"Lovelace\","
                    + " birthDate: \"1990-02-28\", nationality: \"GB\", residence: \"DE\"}) { __typename } }";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestTokens tokens;
    private static TestService one;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        one = TestService.start(
                KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of("coffer.kyc.provider", "none"));
        other = TestService.start(
                KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of("coffer.kyc.provider", "none"));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        tokens.close();
    }

    private static String state(TestService service, String user) {
        return service.ask("{ myKyc { state } }", tokens.user(user))
                .at("/data/myKyc/state")
                .asString();
    }

    @Test
    void a_change_is_seen_at_once_where_it_was_made_and_soon_elsewhere() {
        assertThat(state(one, "cora")).isEqualTo("PENDING");
        assertThat(state(other, "cora")).isEqualTo("PENDING");

        one.ask(SUBMIT, tokens.user("cora"));
        assertThat(one.ask(START, tokens.user("cora"))
                        .at("/data/startVerification/state")
                        .asString())
                .isEqualTo("IN_REVIEW");

        assertThat(state(one, "cora")).isEqualTo("IN_REVIEW");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(state(other, "cora")).isEqualTo("IN_REVIEW"));
    }

    @Test
    void a_profile_that_is_read_again_comes_from_the_cache_and_is_the_same() {
        one.ask(SUBMIT, tokens.user("dave"));
        one.ask(START, tokens.user("dave"));
        KycProfile first = one.bean(KycProfiles.class).find("main", "dave");
        KycProfile again = one.bean(KycProfiles.class).find("main", "dave");
        KycProfile saved = one.bean(MongoKycProfiles.class).find("main", "dave");

        assertThat(first).isInstanceOf(KycProfile.InReview.class).isEqualTo(saved);
        assertThat(again).isEqualTo(saved);
        assertThat(one.get("/metrics").body())
                .contains("coffer_cache_hits_total{cache=\"kyc.profile-rows\",level=\"memory\"");
    }

    @Test
    void an_id_that_cannot_be_one_is_somebody_unknown() {
        String query = "query($id: ID!) { kycProfile(userId: $id) { tier } }";
        String operator = tokens.user("olga", "main", "operator");
        assertThat(one.ask(query, Map.of("id", "x".repeat(1_000)), operator)
                        .at("/data/kycProfile/tier")
                        .asString())
                .isEqualTo("NONE");
    }
}
