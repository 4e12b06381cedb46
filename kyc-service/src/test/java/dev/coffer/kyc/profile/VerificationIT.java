package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Requests for a higher tier from the first word to the decision, at two replicas. */
@ExtendWith(StoresExtension.class)
class VerificationIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, Object> PERSON = Map.of(
            "givenName", "Ada Xylophone",
            "familyName", "Lovelace",
            "birthDate", "1990-02-28",
            "nationality", "GB",
            "residence", "DE",
            "address", "Hauptstr. 1, 10115 Berlin");

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static String rita;
    private static String ralf;

    private final String user = "user-" + UUID.randomUUID();

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

    private static JsonNode ask(TestService at, String token, String mutation, Map<String, Object> input) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        return at.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message }"
                        + " ... on KycProfile { tier state requestedTier asked reason } } }",
                Map.of("input", input),
                token);
    }

    /** The state after it, or why it was refused. */
    private static String outcome(JsonNode answer, String mutation) {
        JsonNode result = answer.at("/data/" + mutation);
        if (result.isMissingNode() || result.isNull()) {
            return TestService.errorCode(answer);
        }
        return result.path("code").asString(result.path("state").asString());
    }

    private static String act(String token, String mutation, Map<String, Object> input) {
        return outcome(ask(service, token, mutation, input), mutation);
    }

    private String token() {
        return tokens.user(user);
    }

    private Map<String, Object> of(Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", user));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return input;
    }

    private void askFor(KycTier tier) {
        assertThat(act(token(), "startVerification", Map.of("tier", tier.name())))
                .isIn("PENDING", "IN_REVIEW");
    }

    private void submit() {
        act(token(), "submitPersonalData", PERSON);
    }

    private void see(String reviewer, Requirement... requirements) {
        for (Requirement requirement : requirements) {
            assertThat(act(reviewer, "recordEvidence", of("requirement", requirement.name(), "reference", "Box 7")))
                    .isEqualTo("MANUAL_REVIEW");
        }
    }

    private List<String> told() {
        return new ToldEvents(service)
                .of(TENANT, user).stream()
                        .filter(event -> event.eventType().equals(TierChanged.TYPE))
                        .map(event -> event.data().replaceAll(".*\"tier\":\"([A-Z]+)\".*", "$1"))
                        .toList();
    }

    @Test
    void a_request_waits_for_personal_data_then_for_a_reviewer_and_what_is_missing_is_said() {
        askFor(KycTier.STANDARD);
        JsonNode mine = service.ask("{ myKyc { state requirements { requirement isMet missing } } }", token());
        assertThat(mine.at("/data/myKyc/state").asString()).isEqualTo("PENDING");
        assertThat(mine.at("/data/myKyc/requirements").size()).isEqualTo(3);
        assertThat(mine.at("/data/myKyc/requirements/0/missing").asString()).contains("submitPersonalData");

        assertThat(act(token(), "submitPersonalData", PERSON)).isEqualTo("IN_REVIEW");
        assertThat(act(rita, "claimReview", of())).isEqualTo("MANUAL_REVIEW");
        JsonNode early = ask(service, rita, "decideReview", of("approve", true));
        assertThat(outcome(early, "decideReview")).isEqualTo("KYC_REQUIREMENTS_MISSING");
        assertThat(early.at("/data/decideReview/message").asString()).contains("IDENTITY_DOCUMENT", "SELFIE");
        see(rita, Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE);
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("STANDARD");
        assertThat(service.ask("{ myKyc { tier validUntil } }", token())
                        .at("/data/myKyc/validUntil")
                        .asString())
                .isNotEmpty();
        assertThat(service.get("/metrics").body()).contains("coffer_kyc_decisions_seconds_count{outcome=\"approved\"");
    }

    @Test
    void a_high_tier_needs_two_reviewers_and_the_tier_is_told_after_the_second_only() {
        askFor(KycTier.ENHANCED);
        submit();
        act(rita, "claimReview", of());
        see(rita, Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE, Requirement.PROOF_OF_ADDRESS);
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("IN_REVIEW");
        assertThat(told()).isEmpty();
        assertThat(act(rita, "claimReview", of())).isEqualTo("KYC_SECOND_PERSON_NEEDED");
        assertThat(act(ralf, "claimReview", of())).isEqualTo("MANUAL_REVIEW");
        assertThat(act(rita, "decideReview", of("approve", true))).isEqualTo("KYC_REVIEW_CLAIMED");
        assertThat(act(ralf, "reassignReview", of("reviewerId", "rita"))).isEqualTo("KYC_SECOND_PERSON_NEEDED");
        assertThat(act(ralf, "decideReview", of("approve", true))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("ENHANCED");
    }

    @Test
    void of_reviewers_who_claim_at_once_at_two_replicas_one_gets_it() throws Exception {
        askFor(KycTier.BASIC);
        submit();
        List<String> outcomes = atOnce(
                8,
                i -> outcome(
                        ask(i % 2 == 0 ? service : other, tokens.user("r-" + i, TENANT, "admin"), "claimReview", of()),
                        "claimReview"));
        assertThat(outcomes).containsOnly("MANUAL_REVIEW", "KYC_REVIEW_CLAIMED");
        assertThat(Collections.frequency(outcomes, "MANUAL_REVIEW")).isEqualTo(1);
    }

    @Test
    void a_decision_that_comes_many_times_at_once_is_made_and_told_once() throws Exception {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        List<String> outcomes = atOnce(
                8,
                i -> outcome(
                        ask(i % 2 == 0 ? service : other, rita, "decideReview", of("approve", true)), "decideReview"));
        assertThat(Collections.frequency(outcomes, "APPROVED")).isEqualTo(1);
        assertThat(outcomes).containsOnly("APPROVED", "KYC_NOTHING_IN_REVIEW");
        assertThat(told()).containsExactly("BASIC");
    }

    private interface Attempt {
        String run(int i);
    }

    private static List<String> atOnce(int threads, Attempt attempt) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> running = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    go.await();
                    return attempt.run(number);
                }));
            }
            go.countDown();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }

    @Test
    void a_suspension_takes_the_tier_out_of_force_and_its_end_puts_it_back() {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        act(rita, "decideReview", of("approve", true));
        assertThat(act(rita, "suspendKyc", of("reason", "Odd payments"))).isEqualTo("SUSPENDED");
        assertThat(act(rita, "suspendKyc", of("reason", "Again"))).isEqualTo("SUSPENDED");
        JsonNode mine = service.ask("{ myKyc { tier reason } }", token());
        assertThat(mine.at("/data/myKyc/tier").asString()).isEqualTo("NONE");
        assertThat(mine.at("/data/myKyc/reason").asString()).isEqualTo("Odd payments");
        assertThat(act(rita, "restoreKyc", of("reason", "Explained"))).isEqualTo("APPROVED");
        assertThat(told()).containsExactly("BASIC", "NONE", "BASIC");
        assertThat(act(tokens.user("rita", "elsewhere", "admin"), "suspendKyc", of("reason", "Not mine")))
                .isEqualTo("NOT_FOUND");
        assertThat(told()).hasSize(3);
    }

    @Test
    void a_tier_runs_out_by_itself_and_once_whatever_replica_sees_it() {
        KycProfile.Pending pending = KycProfile.unknown(TENANT, user, Instant.EPOCH);
        save(pending.review(
                        pending.standing().met(Requirement.PERSONAL_DATA),
                        KycTier.STANDARD,
                        Instant.EPOCH,
                        Instant.EPOCH)
                .claim("rita", Instant.EPOCH)
                .approve(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
        KycProfiles profiles = service.bean(MongoKycProfiles.class);
        await().atMost(SOON).until(() -> profiles.find(TENANT, user) instanceof KycProfile.Expired);
        assertThat(told()).containsExactly("BASIC");
    }

    private void save(KycProfile profile) {
        service.bean(Transactions.class)
                .run(unit -> service.bean(KycProfiles.class).save(unit, profile));
    }

    @Test
    void personal_data_is_sealed_and_shown_to_its_owner_and_reviewers_of_the_tenant_only() {
        submit();
        String mine = "{ myPersonalData { givenName birthDate } }";
        assertThat(service.ask(mine, token())
                        .at("/data/myPersonalData/givenName")
                        .asString())
                .isEqualTo("Ada Xylophone");
        assertThat(service.ask(mine, token())
                        .at("/data/myPersonalData/birthDate")
                        .asString())
                .isEqualTo("1990-02-28");
        String theirs = "query($id: ID!) { personalDataOf(userId: $id) { givenName } }";
        Map<String, Object> id = Map.of("id", user);
        assertThat(service.ask(theirs, id, rita)
                        .at("/data/personalDataOf/givenName")
                        .asString())
                .isEqualTo("Ada Xylophone");
        assertThat(TestService.errorCode(service.ask(theirs, id, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(theirs, id, tokens.user("olga", TENANT, "operator"))))
                .isEqualTo("FORBIDDEN");
        assertThat(service.ask(theirs, id, tokens.user("rita", "elsewhere", "admin"))
                        .at("/data/personalDataOf")
                        .isNull())
                .isTrue();
        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                assertThat(document.toJson()).as(collection).doesNotContain("Xylophone", "1990-02-28", "Hauptstr");
            }
        }
    }

    @Test
    void sealed_data_that_is_moved_to_another_user_does_not_open() {
        submit();
        service.bean(MongoDatabase.class)
                .getCollection("persons")
                .updateOne(new Document("userId", user), new Document("$set", new Document("userId", user + "-x")));
        Persons persons = service.bean(Persons.class);
        assertThatThrownBy(() -> persons.find(TENANT, user + "-x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void personal_data_that_cannot_be_is_refused_field_by_field_and_the_too_young_are() {
        Map<String, Object> wrong = new HashMap<>(PERSON);
        wrong.put("givenName", " ");
        wrong.put("birthDate", "2999-01-01");
        wrong.put("residence", "Germany");
        JsonNode answer = ask(service, token(), "submitPersonalData", wrong);
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.givenName", "input.birthDate", "input.residence");
        assertThat(answer.toString()).doesNotContain("input.familyName", "2999");
        Map<String, Object> young = new HashMap<>(PERSON);
        young.put(
                "birthDate",
                Instant.now().minus(Duration.ofDays(365 * 10)).toString().substring(0, 10));
        assertThat(act(token(), "submitPersonalData", young)).isEqualTo("KYC_TOO_YOUNG");
        assertThat(service.ask("{ myPersonalData { givenName } }", token())
                        .at("/data/myPersonalData")
                        .isNull())
                .isTrue();
    }

    @Test
    void the_queue_shows_what_is_in_review_at_the_tenant_and_the_history_what_became_of_it() {
        String tenant = "tenant-" + UUID.randomUUID();
        String reviewer = tokens.user("rosa", tenant, "admin");
        for (String id : List.of("q-1", "q-2", "q-3")) {
            String token = tokens.user(id, tenant, "user");
            ask(service, token, "startVerification", Map.of("tier", id.equals("q-3") ? "STANDARD" : "BASIC"));
            ask(service, token, "submitPersonalData", PERSON);
        }
        ask(service, reviewer, "claimReview", Map.of("userId", "q-2"));
        ask(service, reviewer, "addReviewNote", Map.of("userId", "q-2", "text", "Called back"));
        assertThat(queue(reviewer, "{}")).containsExactly("q-1", "q-2", "q-3");
        assertThat(queue(reviewer, "{state: IN_REVIEW}")).containsExactly("q-1", "q-3");
        assertThat(queue(reviewer, "{tier: STANDARD}")).containsExactly("q-3");
        assertThat(queue(reviewer, "{reviewerId: \"rosa\", tier: BASIC}")).containsExactly("q-2");
        assertThat(queue(reviewer, "{reviewerId: \"rosa\", state: IN_REVIEW, tier: BASIC}"))
                .isEmpty();
        assertThat(queue(rita, "{}")).doesNotContain("q-1", "q-2", "q-3");
        JsonNode history = service.ask("{ kycHistory(userId: \"q-2\") { nodes { act by text } } }", reviewer);
        assertThat(history.at("/data/kycHistory/nodes")
                        .valueStream()
                        .map(node -> node.path("act").asString()))
                .containsExactly("NOTED", "CLAIMED", "DATA_SUBMITTED", "REQUESTED");
        assertThat(history.at("/data/kycHistory/nodes/0/text").asString()).isEqualTo("Called back");
        assertThat(service.ask("{ kycHistory(userId: \"q-2\") { nodes { act } } }", rita)
                        .at("/data/kycHistory/nodes")
                        .isEmpty())
                .isTrue();
    }

    private static List<String> queue(String token, String filter) {
        return service.ask("{ reviewQueue(first: 100, filter: " + filter + ") { nodes { userId } } }", token)
                .at("/data/reviewQueue/nodes")
                .valueStream()
                .map(node -> node.path("userId").asString())
                .toList();
    }

    @Test
    void what_a_limit_allows_is_exact_to_the_cent() {
        askFor(KycTier.BASIC);
        submit();
        act(rita, "claimReview", of());
        act(rita, "decideReview", of("approve", true));
        String query = "query($m: MoneyInput!) { checkLimit(operation: DEPOSIT, amount: $m)"
                + " { isAllowed tier neededTier perOperation { amount } } }";
        JsonNode edge = service.ask(query, Map.of("m", Map.of("amount", "1000.00", "currency", "EUR")), token());
        assertThat(edge.at("/data/checkLimit/isAllowed").asBoolean()).isTrue();
        JsonNode over = service.ask(query, Map.of("m", Map.of("amount", "1000.01", "currency", "EUR")), token());
        assertThat(over.at("/data/checkLimit/isAllowed").asBoolean(true)).isFalse();
        assertThat(over.at("/data/checkLimit/neededTier").asString()).isEqualTo("STANDARD");
        JsonNode dollars = service.ask(query, Map.of("m", Map.of("amount", "1.00", "currency", "USD")), token());
        assertThat(TestService.errorCode(dollars)).isEqualTo("INVALID_INPUT");
    }

    /** Each state, for each act what comes of it: the state after it, or the refusal. */
    @Test
    void in_every_state_every_act_does_what_the_table_says() {
        List<String> acts = List.of(
                "start",
                "submit",
                "claim",
                "release",
                "reassign",
                "see",
                "approve",
                "reject",
                "more",
                "suspend",
                "restore");
        Map<KycState, List<String>> table = new LinkedHashMap<>();
        String none = "KYC_NOTHING_IN_REVIEW";
        String well = "KYC_NOT_SUSPENDED";
        table.put(
                KycState.PENDING,
                List.of("IN_REVIEW", "PENDING", none, none, none, none, none, none, none, "SUSPENDED", well));
        String free = "KYC_REVIEW_NOT_CLAIMED";
        table.put(
                KycState.IN_REVIEW,
                List.of(
                        "KYC_REVIEW_UNDER_WAY",
                        "KYC_DATA_VERIFIED",
                        "MANUAL_REVIEW",
                        free,
                        none,
                        free,
                        free,
                        free,
                        free,
                        "SUSPENDED",
                        well));
        table.put(
                KycState.MANUAL_REVIEW,
                List.of(
                        "KYC_REVIEW_UNDER_WAY",
                        "KYC_DATA_VERIFIED",
                        "MANUAL_REVIEW",
                        "IN_REVIEW",
                        "MANUAL_REVIEW",
                        "MANUAL_REVIEW",
                        "APPROVED",
                        "REJECTED",
                        "PENDING",
                        "SUSPENDED",
                        well));
        table.put(
                KycState.APPROVED,
                List.of("IN_REVIEW", "KYC_DATA_VERIFIED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.REJECTED,
                List.of("IN_REVIEW", "REJECTED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.EXPIRED,
                List.of("IN_REVIEW", "KYC_DATA_VERIFIED", none, none, none, none, none, none, none, "SUSPENDED", well));
        table.put(
                KycState.SUSPENDED,
                List.of(
                        "KYC_SUSPENDED",
                        "KYC_SUSPENDED",
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        "SUSPENDED",
                        "PENDING"));
        String left = "KYC_PROFILE_CLOSED";
        table.put(KycState.CLOSED, List.of(left, left, none, none, none, none, none, none, none, left, left));
        assertThat(table).hasSize(KycState.values().length);
        SoftAssertions all = new SoftAssertions();
        table.forEach((state, outcomes) -> {
            for (int i = 0; i < acts.size(); i++) {
                String who = state + "-" + acts.get(i);
                save(in(state, who));
                all.assertThat(act(who, acts.get(i)))
                        .as(acts.get(i) + " in " + state)
                        .isEqualTo(outcomes.get(i));
            }
        });
        all.assertAll();
    }

    private String act(String who, String act) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", who));
        String applicant = tokens.user(who);
        return switch (act) {
            case "start" -> act(applicant, "startVerification", Map.of("tier", "STANDARD"));
            case "submit" -> act(applicant, "submitPersonalData", PERSON);
            case "claim" -> act(rita, "claimReview", input);
            case "release" -> act(rita, "releaseReview", input);
            case "reassign" -> {
                input.put("reviewerId", "ralf");
                yield act(rita, "reassignReview", input);
            }
            case "see" -> {
                input.put("requirement", "SELFIE");
                input.put("reference", "Box 7");
                yield act(rita, "recordEvidence", input);
            }
            case "approve", "reject" -> {
                input.put("approve", act.equals("approve"));
                input.put("reason", "Because");
                yield act(rita, "decideReview", input);
            }
            case "more" -> {
                input.put("text", "Your name");
                yield act(rita, "requestMoreInformation", input);
            }
            case "suspend" -> {
                input.put("reason", "Odd");
                yield act(rita, "suspendKyc", input);
            }
            case "restore" -> {
                input.put("reason", "Explained");
                yield act(rita, "restoreKyc", input);
            }
            default -> throw new IllegalArgumentException(act);
        };
    }

    private static KycProfile in(KycState state, String who) {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        KycProfile.Pending fresh = KycProfile.unknown(TENANT, who, now);
        Standing told = fresh.standing().met(Requirement.PERSONAL_DATA);
        KycProfile.Pending pending = fresh.given(told, now);
        KycProfile.InReview review = pending.review(told, KycTier.BASIC, now, now);
        KycProfile.ManualReview hand = review.claim("rita", now);
        return switch (state) {
            case PENDING -> pending;
            case IN_REVIEW -> review;
            case MANUAL_REVIEW -> hand;
            case APPROVED -> hand.approve(now, null);
            case REJECTED -> hand.reject("Not you", now);
            case EXPIRED ->
                pending.review(told, KycTier.STANDARD, now, now)
                        .claim("rita", now)
                        .approve(now, now)
                        .expire(now);
            case SUSPENDED -> hand.suspend("Odd", now);
            case CLOSED -> KycProfile.closed(hand, now);
        };
    }
}
