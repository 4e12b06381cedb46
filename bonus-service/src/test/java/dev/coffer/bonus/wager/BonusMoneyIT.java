package dev.coffer.bonus.wager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardHistory;
import dev.coffer.bonus.award.AwardState.Status;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.Awards;
import dev.coffer.bonus.award.Gift;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Bonuses from the gift to the end, on two replicas, with a payment-service that is reached by real events. */
@ExtendWith(StoresExtension.class)
class BonusMoneyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static TestEmitter emitter;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private PaymentPeer payment;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        emitter = PaymentPeer.emitter(database + "_payment");
        Map<String, Object> settings = Map.of("coffer.bonus.expiry.every", "200ms");
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
    }

    @BeforeEach
    void peer() {
        payment = new PaymentPeer(emitter, service, tenantId, "ann");
    }

    @AfterAll
    static void stop() {
        emitter.close();
        service.close();
        other.close();
        tokens.close();
    }

    private static Money eur(long minor) {
        return new Money(minor, Currencies.builtIn().get("EUR"));
    }

    /** Tables count a tenth, poker nothing, bets above 10.00 nothing. @param times in hundredths */
    private static AwardTerms terms(int times, @Nullable Money winCap, boolean isSticky, Duration validFor) {
        AwardTerms.Wagering wagering = new AwardTerms.Wagering(
                times,
                false,
                eur(1_000),
                List.of(
                        new AwardTerms.Weight("tables", List.of("table-*"), 10),
                        new AwardTerms.Weight("poker", List.of("poker"), 0)));
        return new AwardTerms(
                "WELCOME", 1, "FIRST_DEPOSIT", "Welcome bonus", validFor, wagering, winCap, isSticky, true);
    }

    private static AwardTerms terms(int times) {
        return terms(times, null, false, Duration.ofDays(7));
    }

    private Award give(TestService at, String key, long value, AwardTerms terms, boolean needsApproval) {
        return at.bean(Transactions.class)
                .inTransaction(unit -> at.bean(GiveBonus.class)
                        .give(unit, new Gift(tenantId, "ann", key, eur(value), null, terms, needsApproval, "olga")));
    }

    private Award give(long value, AwardTerms terms) {
        return give(service, UUID.randomUUID().toString(), value, terms, false);
    }

    private Award now(Award award) {
        return Objects.requireNonNull(service.bean(Awards.class).find(tenantId, award.id()));
    }

    private Award awaitState(Award award, Status state) {
        await(state.name()).atMost(PATIENCE).until(() -> {
            payment.answer();
            return now(award).state().status() == state;
        });
        return now(award);
    }

    /** What the awards hold is what is in the pocket, once all is heard. */
    private void awaitHeld(Award award, long held) {
        await().atMost(PATIENCE).until(() -> {
            payment.answer();
            return now(award).money().held() == held;
        });
    }

    private void bet(String betId, String game, long stake, long ofBonus, long win) {
        payment.place(betId, game, stake, ofBonus);
        payment.settle(betId, game, win);
    }

    private JsonNode ask(String document, Map<String, ?> variables, String user, String... roles) {
        return other.ask(
                document, variables, tokens.user(user, tenantId, roles.length == 0 ? new String[] {"user"} : roles));
    }

    private static String code(JsonNode answer, String field) {
        String refusal = answer.at("/data/" + field + "/code").asString("");
        return refusal.isEmpty() ? TestService.errorCode(answer) : refusal;
    }

    private List<String> told() {
        return new ToldEvents(service).typesOf(tenantId, "ann");
    }

    @Test
    void a_bonus_is_wagered_and_what_is_left_of_it_becomes_the_players() {
        Award award = give(2_500, terms(200));
        assertThat(awaitState(award, Status.ACTIVE).money().held()).isEqualTo(2_500);
        bet("one", "slot-1", 1_000, 1_000, 0);
        bet("two", "slot-1", 1_000, 1_000, 1_700);
        assertThat(awaitState(award, Status.IN_PROGRESS).required()).isEqualTo(5_000);
        for (int i = 0; i < 3; i++) {
            bet("more-" + i, "slot-1", 1_000, 0, 0);
        }
        Award converted = awaitState(award, Status.CONVERTED);

        assertThat(converted.money().converted()).isEqualTo(2_200);
        assertThat(converted.money().held()).isZero();
        assertThat(List.of(payment.real, payment.bonus, payment.locked, payment.pool))
                .containsExactly(2_200L, 0L, 0L, -2_500L);
        assertThat(told())
                .filteredOn(type -> !type.equals("bonus.progressed"))
                .containsExactly(
                        "bonus.awarded",
                        "bonus.activated",
                        "bonus.requirements-met",
                        "bonus.closing",
                        "bonus.settled",
                        "bonus.converted");
    }

    @Test
    void a_bonus_without_wagering_is_claimed_at_once() {
        AwardTerms terms =
                new AwardTerms("CASH", 1, "CASHBACK", "Cashback", Duration.ofDays(1), null, null, false, false);
        Award award = give(300, terms);
        assertThat(awaitState(award, Status.CLAIMED).money().held()).isZero();
        assertThat(payment.real).isEqualTo(300);
    }

    @Test
    void the_same_key_gives_one_bonus_in_turn_and_at_once() {
        Award first = give(service, "deposit-1", 100, terms(100), false);
        assertThat(give(other, "deposit-1", 100, terms(100), false).id()).isEqualTo(first.id());
        List<String> ids = java.util.stream.IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> give(i % 2 == 0 ? service : other, "deposit-2", 100, terms(100), false)
                        .id())
                .distinct()
                .toList();
        assertThat(ids).hasSize(1);
        awaitState(first, Status.ACTIVE);
        assertThat(told().stream().filter("bonus.awarded"::equals)).hasSizeLessThanOrEqualTo(2);
        List<AwardHistory.Given> history = service.bean(Transactions.class)
                .inTransaction(unit -> service.bean(AwardHistory.class).of(unit, tenantId, "ann"));
        assertThat(history)
                .hasSize(2)
                .allSatisfy(given -> assertThat(given.isOpen()).isTrue());
    }

    @Test
    void what_payment_refuses_is_cancelled_with_the_reason() {
        Award award = give(100, terms(100));
        await().atMost(PATIENCE).until(() -> told().contains("bonus.awarded"));
        payment.refuse("SELF_EXCLUDED");
        awaitState(award, Status.CANCELLED);
        JsonNode seen = ask("query($id: ID!) { bonus(id: $id) { state reason } }", Map.of("id", award.id()), "ann");
        assertThat(seen.at("/data/bonus/reason").asString()).startsWith("SELF_EXCLUDED");
    }

    @Test
    void each_bet_says_whether_it_counted_and_why_not() {
        payment.place("early", "slot-1", 500, 0);
        Award award = give(1_000, terms(1_000));
        awaitState(award, Status.ACTIVE);
        payment.settle("early", "slot-1", 0);
        bet("slot", "slot-1", 400, 0, 0);
        bet("table", "table-7", 405, 0, 0);
        bet("poker", "poker", 400, 0, 0);
        bet("high", "slot-1", 1_001, 0, 0);
        bet("edge", "slot-1", 1_000, 0, 0);
        payment.place("undone", "slot-1", 300, 300);
        payment.settle("undone", "slot-1", 0);
        payment.rollBack("undone");
        await().atMost(PATIENCE).until(() -> {
            payment.answer();
            return now(award).money().wagered() == 1_440
                    && contributions(award, "ann").size() == 7;
        });
        Map<String, String> reasons = new java.util.TreeMap<>();
        contributions(award, "ann")
                .forEach(one -> reasons.put(
                        one.path("betId").asString(),
                        (one.path("reason").isNull()
                                        ? "counted"
                                        : one.path("reason").asString()) + " "
                                + one.at("/counted/amount").asString()));
        assertThat(contributions(award, "ann"))
                .extracting(one -> one.path("explanation").asString())
                .contains("The whole stake counts.", "The terms of the bonus exclude this game.")
                .anyMatch(words -> words.contains("% of what is staked on this game count"));
        assertThat(reasons)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "early", "PLACED_BEFORE_AWARD 0.00",
                        "slot", "counted 4.00",
                        "table", "counted 0.40",
                        "poker", "EXCLUDED_GAME 0.00",
                        "high", "ABOVE_MAXIMUM_BET 0.00",
                        "edge", "counted 10.00",
                        "undone", "ROLLED_BACK 0.00"));
        assertThat(now(award).money().held()).as("the stake is back").isEqualTo(1_000);
        assertThat(contributions(award, "eve")).isEmpty();
    }

    private List<JsonNode> contributions(Award award, String by) {
        JsonNode answer = ask(
                "query($id: ID!) { bonus(id: $id) { contributions(first: 50) { nodes { betId reason explanation"
                        + " counted { amount } stake { amount } percent } } } }",
                Map.of("id", award.id()),
                by);
        return answer.at("/data/bonus/contributions/nodes").valueStream().toList();
    }

    @Test
    void the_cap_bounds_what_becomes_the_players_and_a_sticky_bonus_stays_with_the_house() {
        Award capped = give(1_000, terms(100, eur(600), false, Duration.ofDays(7)));
        awaitState(capped, Status.ACTIVE);
        bet("one", "slot-1", 1_000, 0, 0);
        assertThat(awaitState(capped, Status.CONVERTED).money().converted()).isEqualTo(600);
        Award sticky = give(1_000, terms(100, null, true, Duration.ofDays(7)));
        awaitState(sticky, Status.ACTIVE);
        bet("two", "slot-1", 1_000, 500, 800);
        assertThat(awaitState(sticky, Status.CONVERTED).money().converted()).isEqualTo(300);
        assertThat(List.of(payment.real, payment.bonus, payment.locked, payment.pool))
                .containsExactly(900L, 0L, 0L, -600L);
    }

    @Test
    void a_bonus_expires_and_the_win_of_a_bet_placed_before_goes_to_the_house_too() {
        Award award = give(1_000, terms(1_000, null, false, Duration.ofSeconds(2)));
        awaitState(award, Status.ACTIVE);
        payment.place("late", "slot-1", 400, 400);
        Award expired = awaitState(award, Status.EXPIRED);
        assertThat(expired.money().returned()).isEqualTo(600);
        payment.settle("late", "slot-1", 900);
        await().atMost(PATIENCE).until(() -> {
            payment.answer();
            return now(award).money().returned() == 1_500 && !now(award).money().isClosing();
        });
        assertThat(List.of(payment.bonus, payment.locked, payment.pool)).containsExactly(0L, 0L, 500L);
        assertThat(told().stream().filter("bonus.expired"::equals)).hasSize(1);
    }

    @Test
    void the_player_sees_what_is_lost_and_gives_it_up_and_nobody_else_can() {
        Award award = give(1_000, terms(1_000));
        Award kept = give(700, terms(1_000));
        awaitState(award, Status.ACTIVE);
        awaitState(kept, Status.ACTIVE);
        String preview = "query($id: ID!) { previewForfeit(bonusId: $id) { lost { amount } canForfeit } }";
        String forfeit = "mutation($id: ID!) { forfeitBonus(input: {bonusId: $id}) { __typename ... on Bonus { state }"
                + " ... on Refusal { code } } }";
        Map<String, String> id = Map.of("id", award.id());
        assertThat(ask(preview, id, "ann")
                        .at("/data/previewForfeit/lost/amount")
                        .asString())
                .isEqualTo("10.00");
        assertThat(code(ask(preview, id, "eve"), "previewForfeit")).isEqualTo("NOT_FOUND");
        assertThat(code(ask(forfeit, id, "eve"), "forfeitBonus")).isEqualTo("NOT_FOUND");
        assertThat(ask(forfeit, id, "ann").at("/data/forfeitBonus/state").asString())
                .isEqualTo("LOCKED");
        assertThat(code(ask(forfeit, id, "ann"), "forfeitBonus")).isEqualTo("BONUS_NOT_OPEN");
        awaitState(award, Status.FORFEITED);
        assertThat(now(kept).money().held()).isEqualTo(700);
        assertThat(List.of(payment.bonus, payment.locked, payment.pool)).containsExactly(700L, 0L, -700L);
    }

    @Test
    void a_withdrawal_ends_a_bonus_whose_terms_say_so() {
        Award award = give(1_000, terms(1_000));
        awaitState(award, Status.ACTIVE);
        payment.withdraw();
        assertThat(awaitState(award, Status.FORFEITED).money().returned()).isEqualTo(1_000);
    }

    @Test
    void operators_extend_and_cancel_and_never_what_is_their_own() {
        Award award = give(1_000, terms(1_000));
        awaitState(award, Status.ACTIVE);
        String cancel = "mutation($id: ID!, $reason: String!) { cancelBonus(input: {bonusId: $id, reason: $reason})"
                + " { __typename ... on Bonus { state } ... on Refusal { code } } }";
        String extend = "mutation($id: ID!, $until: Instant!) { extendBonus(input: {bonusId: $id, until: $until})"
                + " { __typename ... on Bonus { expiresAt } ... on Refusal { code } } }";
        Map<String, String> wish = Map.of("id", award.id(), "reason", "Given by mistake");
        assertThat(code(ask(cancel, wish, "ann"), "cancelBonus")).isEqualTo("FORBIDDEN");
        assertThat(code(ask(cancel, wish, "ann", "admin"), "cancelBonus")).isEqualTo("BONUS_OF_OWN");
        assertThat(code(ask(cancel, Map.of("id", award.id(), "reason", " "), "adam", "admin"), "cancelBonus"))
                .isEqualTo("INVALID_INPUT");
        assertThat(code(ask(extend, Map.of("id", award.id(), "until", "2020-01-01T00:00:00Z"), "adam", "admin"), "x"))
                .isEqualTo("INVALID_INPUT");
        String until = java.time.Instant.now()
                .plusSeconds(86_400)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        assertThat(ask(extend, Map.of("id", award.id(), "until", until), "adam", "admin")
                        .at("/data/extendBonus/expiresAt")
                        .asString())
                .isEqualTo(until);
        assertThat(other.ask(cancel, wish, tokens.user("adam", "elsewhere", "admin"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(ask(cancel, wish, "adam", "admin")
                        .at("/data/cancelBonus/state")
                        .asString())
                .isEqualTo("LOCKED");
        awaitState(award, Status.CANCELLED);
        assertThat(payment.pool).isZero();
    }

    @Test
    void a_bonus_that_waits_is_given_once_another_operator_approves_and_not_if_one_declines() {
        Award award = give(service, "big", 1_000, terms(1_000), true);
        Award declined = give(service, "bigger", 2_000, terms(1_000), true);
        String approve = "mutation($id: ID!) { approveBonus(input: {bonusId: $id}) { __typename ... on Bonus { state }"
                + " ... on Refusal { code } } }";
        String decline = "mutation($id: ID!) { declineBonus(input: {bonusId: $id, reason: \"Too much\"})"
                + " { __typename ... on Refusal { code } } }";
        Map<String, String> id = Map.of("id", award.id());
        assertThat(code(ask(approve, id, "olga", "admin"), "approveBonus")).isEqualTo("BONUS_OF_OWN");
        assertThat(code(ask(approve, id, "ann", "admin"), "approveBonus")).isEqualTo("BONUS_OF_OWN");
        assertThat(told()).isEmpty();
        assertThat(code(ask(approve, id, "adam", "admin"), "approveBonus")).isEmpty();
        assertThat(code(ask(approve, id, "adam", "admin"), "approveBonus")).isEqualTo("BONUS_NOT_PENDING");
        awaitState(award, Status.ACTIVE);
        assertThat(code(ask(decline, Map.of("id", declined.id()), "adam", "admin"), "declineBonus"))
                .isEmpty();
        awaitState(declined, Status.CANCELLED);
        assertThat(payment.bonus).isEqualTo(1_000);
    }

    @Test
    void two_bonuses_share_a_pocket_and_each_keeps_its_own() {
        Award first = give(1_000, terms(500));
        awaitState(first, Status.ACTIVE);
        Award second = give(2_000, terms(100_000));
        awaitState(second, Status.ACTIVE);
        payment.place("both", "slot-1", 1_000, 1_000);
        payment.place("rest", "slot-1", 500, 500);
        payment.settle("both", "slot-1", 600);
        payment.settle("rest", "slot-1", 0);
        awaitHeld(first, 600);
        awaitHeld(second, 1_500);
        for (int i = 0; i < 4; i++) {
            bet("more-" + i, "slot-1", 1_000, 0, 0);
        }
        assertThat(awaitState(first, Status.CONVERTED).money().converted()).isEqualTo(600);
        assertThat(now(second).money().held()).isEqualTo(1_500);
        assertThat(payment.bonus).isEqualTo(1_500);
        assertThat(now(second).money().wagered()).isEqualTo(5_500);
    }

    @Test
    void a_user_sees_their_own_bonuses_newest_first() {
        for (int i = 0; i < 3; i++) {
            give(100 + i, terms(1_000));
        }
        String query = "query($users: [_Any!]!) { _entities(representations: $users)"
                + " { ... on User { bonuses(first: 2) { nodes { id value { amount } } pageInfo { hasNextPage } } } } }";
        Map<String, Object> users = Map.of("users", List.of(Map.of("__typename", "User", "id", "ann")));
        JsonNode own = ask(query, users, "ann").at("/data/_entities/0/bonuses");
        assertThat(own.at("/nodes/0/value/amount").asString()).isEqualTo("1.02");
        assertThat(own.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(TestService.errorCode(ask(query, users, "eve"))).isEqualTo("FORBIDDEN");
    }
}
