package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.ToldEvents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists that are imported, and users who are on them, or are not, at two replicas. Each test is a tenant of its own. */
final class ScreeningIT extends ScreeningScene {

    @Test
    void whoever_is_like_somebody_on_a_list_gets_no_tier_before_a_reviewer_has_decided() throws Exception {
        importList("test", row("q-1", "Zorvan Quillantrop", "1990") + row("q-2", "Anna Berg", ""), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        JsonNode found = awaitScreened(user, 1);

        assertThat(found.path("state").asString()).isEqualTo("MATCHED");
        assertThat(found.at("/matches/0/entryId").asString()).isEqualTo("q-1");
        assertThat(found.at("/matches/0/reasons").toString()).contains("is spelt nearly like 'quillantrop'");
        assertThat(new ToldEvents(service).typesOf(tenant, user)).contains("kyc.screening.matched");
        review("claimReview");
        assertThat(review("decideReview", "approve", true)).isEqualTo("KYC_MATCH_OPEN");

        assertThat(outcome(resolve(found, "FALSE_POSITIVE"))).isEqualTo("CLEAR");
        assertThat(review("decideReview", "approve", true)).isEqualTo("APPROVED");
    }

    @Test
    void checks_that_pass_grant_a_tier_to_whoever_no_list_has_and_to_nobody_else() throws Exception {
        importList("test", row("q-1", "Zorvan Quillantrop", "1990"), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        awaitScreened(user, 1);
        String clear = "user-" + UUID.randomUUID();
        submit(clear, "Anna", "Berg");
        act(
                tokens.user(clear, tenant, "user"),
                "startVerification",
                Map.of("tier", "BASIC"),
                "... on KycProfile { state }");

        await().atMost(SOON).until(() -> standing(clear).equals("APPROVED BASIC"));
        await().atMost(SOON)
                .until(() -> service.ask(
                                "query($id: ID!) { kycChecks(userId: $id) { nodes { kind state } } }",
                                Map.of("id", user),
                                rita())
                        .at("/data/kycChecks/nodes")
                        .toString()
                        .contains("\"state\":\"PASSED\""));
        assertThat(standing(user)).isEqualTo("IN_REVIEW NONE");
        assertThat(outcome(resolve(newest(user), "FALSE_POSITIVE"))).isEqualTo("CLEAR");

        await().atMost(SOON).until(() -> standing(user).equals("APPROVED BASIC"));
        List<String> acts = service.ask(
                        "query($id: ID!) { kycHistory(userId: $id) { nodes { act } } }", Map.of("id", user), rita())
                .at("/data/kycHistory/nodes")
                .findValuesAsString("act");
        assertThat(acts.indexOf("APPROVED")).as("newest first: %s", acts).isLessThan(acts.indexOf("NOTED"));
    }

    private String standing(String userId) {
        JsonNode mine = service.ask("{ myKyc { state tier } }", tokens.user(userId, tenant, "user"))
                .at("/data/myKyc");
        return mine.path("state").asString() + " " + mine.path("tier").asString();
    }

    @Test
    void a_false_match_is_not_raised_again_as_long_as_the_list_says_the_same_of_that_person() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit(user, "Zorvan", "Quillanthrop");
        resolve(awaitScreened(user, 1), "FALSE_POSITIVE");

        importList("test", row("q-1", "Zorvan Quillanthrop", "1990") + row("q-2", "Anna Berg", ""), false);
        JsonNode again = awaitScreened(user, 2);
        assertThat(again.path("cause").asString()).isEqualTo("LIST_CHANGED");
        assertThat(again.path("state").asString()).isEqualTo("CLEAR");
        assertThat(again.at("/matches/0/verdict").asString()).isEqualTo("FALSE_POSITIVE");

        importList("test", row("q-1", "Zorvan Quillanthrop", "1990-02-28"), false);
        assertThat(awaitScreened(user, 3).path("state").asString()).isEqualTo("MATCHED");
    }

    @Test
    void whoever_is_on_a_list_is_suspended_is_not_told_why_and_gets_no_tier_again() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        askFor("BASIC");
        submit(user, "Zorvan", "Quillanthrop");
        JsonNode found = awaitScreened(user, 1);
        assertThat(outcome(resolve(found, "TRUE_POSITIVE"))).isEqualTo("CONFIRMED");

        JsonNode mine = service.ask("{ myKyc { state tier reason } }", tokens.user(user, tenant, "user"))
                .at("/data/myKyc");
        assertThat(mine.path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(mine.path("reason").asString()).isEqualTo("Your account is under review.");
        review("restoreKyc", "reason", "For a look");
        askFor("BASIC");
        review("claimReview");
        assertThat(review("decideReview", "approve", true)).isEqualTo("KYC_MATCH_CONFIRMED");
    }

    @Test
    void users_who_were_there_before_a_list_are_screened_by_it_each_once() throws Exception {
        List<String> users = List.of("a", "b", "c", "d", "e", "f", "g");
        users.forEach(one -> submit(one, "Given", one.equals("e") ? "Quillanthrop" : "Family"));
        importList("test", row("q-1", "Given Quillanthrop", ""), false);

        for (String one : users) {
            assertThat(awaitScreened(one, 1).path("state").asString()).isEqualTo(one.equals("e") ? "MATCHED" : "CLEAR");
        }
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("screenings")
                        .countDocuments(Filters.and(Filters.eq("tenantId", tenant), Filters.eq("version", 1L))))
                .isEqualTo(users.size());
    }

    @Test
    void nobody_decides_a_match_of_their_own_an_old_one_or_one_of_another_tenant() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit("rita", "Zorvan", "Quillanthrop");
        JsonNode own = awaitScreened("rita", 1);
        assertThat(outcome(resolve(own, "FALSE_POSITIVE"))).isEqualTo("SCREENING_OF_ONESELF");

        submit(user, "Zorvan", "Quillanthrop");
        JsonNode old = awaitScreened(user, 1);
        submit(user, "Zorvan", "Quillanthropp");
        await().atMost(SOON).until(() -> !newest(user).path("id").equals(old.path("id")));
        assertThat(outcome(resolve(old, "FALSE_POSITIVE"))).isEqualTo("SCREENING_OUTDATED");

        String stranger = tokens.user("rita", "another-" + UUID.randomUUID(), "admin");
        Map<String, Object> input = Map.of(
                "screeningId", newest(user).path("id").asString(),
                "matchId", "1",
                "verdict", "FALSE_POSITIVE",
                "reason", "Seen");
        assertThat(outcome(act(stranger, "resolveMatch", input, MATCHES))).isEqualTo("NOT_FOUND");
        assertThat(service.ask("{ screenings { nodes { id } } }", stranger)
                        .at("/data/screenings/nodes")
                        .size())
                .isZero();
    }

    @Test
    void what_was_found_is_sealed_at_rest() throws Exception {
        importList("test", row("q-1", "Zorvan Quillanthrop", "1990"), false);
        submit(user, "Zorvan", "Quillanthropp");
        resolve(awaitScreened(user, 1), "FALSE_POSITIVE");
        for (String collection : List.of("screenings", "screening_verdicts")) {
            for (Document document :
                    service.bean(MongoDatabase.class).getCollection(collection).find(Filters.eq("tenantId", tenant))) {
                assertThat(document.toJson().toLowerCase(Locale.ROOT)).doesNotContain("quillanthrop", "q-1");
            }
        }
    }
}
