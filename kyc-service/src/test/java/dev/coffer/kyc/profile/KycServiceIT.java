package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class KycServiceIT {

    private static final String START = "mutation { startVerification(input: {tier: BASIC})"
            + " { __typename ... on KycProfile { tier state requestedTier } ... on Refusal { code field } } }";

    private static final String SUBMIT =
            "mutation { submitPersonalData(input: {givenName: \"Ada\", familyName: \"Lovelace\","
                    + " birthDate: \"1990-02-28\", nationality: \"GB\", residence: \"DE\"}) { __typename } }";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of("coffer.kyc.provider", "none"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    @Test
    void somebody_unknown_is_at_tier_none() {
        JsonNode answer = service.ask("{ myKyc { tier state requestedTier } }", tokens.user("newcomer"));
        assertThat(answer.at("/data/myKyc/tier").asString()).isEqualTo("NONE");
        assertThat(answer.at("/data/myKyc/state").asString()).isEqualTo("PENDING");
        assertThat(answer.at("/data/myKyc/requestedTier").isNull()).isTrue();
    }

    @Test
    void a_verification_is_started_once_and_a_second_one_is_refused() {
        String ann = tokens.user("ann");
        service.ask(SUBMIT, ann);
        assertThat(service.ask(START, ann).at("/data/startVerification/state").asString())
                .isEqualTo("IN_REVIEW");
        assertThat(service.ask(START, ann).at("/data/startVerification/code").asString())
                .isEqualTo("KYC_REVIEW_UNDER_WAY");
        JsonNode none = service.ask(START.replace("BASIC", "NONE"), tokens.user("nina"));
        assertThat(none.at("/data/startVerification/code").asString()).isEqualTo("KYC_TIER_NOT_HIGHER");
    }

    @Test
    void a_profile_that_exists_is_not_opened_again() {
        KycProfiles profiles = service.bean(MongoKycProfiles.class);
        Transactions transactions = service.bean(Transactions.class);
        service.ask(SUBMIT, tokens.user("carl"));
        service.ask(START, tokens.user("carl"));
        transactions.run(unit -> profiles.open(unit, KycProfile.unknown("main", "carl", Instant.EPOCH)));
        assertThat(profiles.find("main", "carl")).isInstanceOf(KycProfile.InReview.class);
        assertThat(profiles.find("other", "carl")).isNull();
    }

    @Test
    void staff_grant_a_tier_once_and_tell_it_and_nobody_decides_their_own() {
        String decide = "mutation($id: ID!) { decideReview(input: {userId: $id, approve: true})"
                + " { ... on KycProfile { tier state } ... on Refusal { code } } }";
        String staff = tokens.user("sue", "main", "admin");
        service.ask(SUBMIT, tokens.user("fay"));
        service.ask(START, tokens.user("fay"));
        service.ask(SUBMIT, staff);
        service.ask(START, staff);
        service.ask("mutation { claimReview(input: {userId: \"fay\"}) { __typename } }", staff);
        assertThat(TestService.errorCode(service.ask(decide, Map.of("id", "fay"), tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");

        JsonNode granted = service.ask(decide, Map.of("id", "fay"), staff);

        assertThat(granted.at("/data/decideReview/tier").asString()).isEqualTo("BASIC");
        assertThat(granted.at("/data/decideReview/state").asString()).isEqualTo("APPROVED");
        assertThat(service.ask(decide, Map.of("id", "fay"), staff)
                        .at("/data/decideReview/code")
                        .asString())
                .isEqualTo("KYC_NOTHING_IN_REVIEW");
        assertThat(service.ask(decide, Map.of("id", "sue"), staff)
                        .at("/data/decideReview/code")
                        .asString())
                .isEqualTo("KYC_NOT_BY_APPLICANT");
        assertThat(new ToldEvents(service).typesOf("main", "fay")).containsOnlyOnce(TierChanged.TYPE);
    }

    @Test
    void the_user_entity_gives_each_caller_their_own_profile_only() {
        String query =
                "query($users: [_Any!]!) { _entities(representations: $users) { ... on User { kyc { tier } } } }";
        Map<String, Object> users = Map.of("users", java.util.List.of(Map.of("__typename", "User", "id", "dora")));
        assertThat(service.ask(query, users, tokens.user("dora"))
                        .at("/data/_entities/0/kyc/tier")
                        .asString())
                .isEqualTo("NONE");
        assertThat(TestService.errorCode(service.ask(query, users, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(query, users, null))).isEqualTo("UNAUTHENTICATED");
        assertThat(service.ask(query, users, tokens.user("olga", "main", "operator"))
                        .at("/data/_entities/0/kyc/tier")
                        .asString())
                .isEqualTo("NONE");
    }

    @Test
    void the_tiers_are_public_and_exact() {
        JsonNode answer = service.ask(
                "{ kycTiers { tier deposit { daily { amount currency } } maximumBalance { amount } } }", null);
        assertThat(answer.at("/data/kycTiers/1/deposit/daily/amount").asString())
                .isEqualTo("2000.00");
        assertThat(answer.at("/data/kycTiers/4/maximumBalance").isNull()).isTrue();
    }

    @Test
    void the_service_is_ready_when_its_stores_are() {
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    }
}
