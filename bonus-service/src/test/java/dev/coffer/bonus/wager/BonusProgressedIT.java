package dev.coffer.bonus.wager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.Gift;
import dev.coffer.bonus.award.GiveBonus;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.Followed;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What players are told while they wager, and what is counted of it; changed at one replica, followed at the other. */
@ExtendWith(StoresExtension.class)
class BonusProgressedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String FOLLOW =
            "subscription { bonusProgressed%s { id state wagering { percent wagered { amount } } } }";

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
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
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

    /** @param times in hundredths; 0 for what is the player's at once */
    private Award give(String code, long value, int times, @Nullable Money deposit) {
        AwardTerms.Wagering wagering = times == 0 ? null : new AwardTerms.Wagering(times, false, null, List.of());
        AwardTerms terms =
                new AwardTerms(code, 1, "CUSTOM", "A bonus", Duration.ofDays(7), wagering, null, false, false);
        Gift gift = new Gift(tenantId, "ann", UUID.randomUUID().toString(), eur(value), deposit, terms, false, null);
        return service.bean(Transactions.class)
                .inTransaction(unit -> service.bean(GiveBonus.class).give(unit, gift));
    }

    /** Tries again while the replica is not listening yet. */
    private Followed follow(String user, String tenant, String arguments) {
        String token = tokens.user(user, tenant, "user");
        Followed[] followed = new Followed[1];
        await().atMost(PATIENCE).until(() -> {
            Followed tried = Followed.begin(other, token, FOLLOW.formatted(arguments));
            await().until(() -> tried.hasBegun() || tried.isRefused());
            followed[0] = tried;
            return tried.hasBegun();
        });
        return followed[0];
    }

    private void awaitLast(Followed followed, String pointer, String value) {
        await(value).atMost(PATIENCE).until(() -> {
            payment.answer();
            List<String> all = followed.all("/data/bonusProgressed" + pointer);
            return !all.isEmpty() && all.getLast().equals(value);
        });
    }

    @Test
    void two_hundred_bets_are_told_by_the_percent_and_the_end_is_told() {
        Award award = give("STEP", 1_000, 1_000, null);
        try (Followed own = follow("ann", tenantId, "");
                Followed one = follow("ann", tenantId, "(bonusId: \"" + award.id() + "\")");
                Followed bobs = follow("bob", tenantId, "");
                Followed namesakes = follow("ann", "tenant-" + UUID.randomUUID(), "")) {
            awaitLast(own, "/state", "ACTIVE");
            for (int i = 0; i < 200; i++) {
                payment.place("bet-" + i, "dice", 1, 0);
                payment.settle("bet-" + i, "dice", 0);
            }
            awaitLast(own, "/wagering/percent", "2");
            // 0, 1 and 2 percent, and perhaps the gift itself.
            assertThat(own.events()).hasSizeLessThanOrEqualTo(5);
            assertThat(new ToldEvents(service).typesOf(tenantId, "ann"))
                    .filteredOn("bonus.progressed"::equals)
                    .hasSizeBetween(1, 2);
            payment.place("last", "dice", 9_800, 0);
            payment.settle("last", "dice", 0);
            awaitLast(own, "/state", "CONVERTED");
            awaitLast(one, "/state", "CONVERTED");
            assertThat(own.all("/data/bonusProgressed/id")).containsOnly(award.id());
            assertThat(bobs.events()).isEmpty();
            assertThat(namesakes.events()).isEmpty();
        }
    }

    @Test
    void nobody_follows_a_bonus_of_somebody_else() {
        Award award = give("STEP", 1_000, 1_000, null);
        follow("ann", tenantId, "").close();
        for (String token : List.of(tokens.user("bob", tenantId, "user"), tokens.user("ann", "elsewhere", "user"))) {
            try (Followed refused =
                    Followed.begin(other, token, FOLLOW.formatted("(bonusId: \"" + award.id() + "\")"))) {
                await().until(() -> !refused.events().isEmpty());
                assertThat(TestService.errorCode(refused.events().getFirst())).isEqualTo("NOT_FOUND");
            }
        }
    }

    @Test
    void what_becomes_of_bonuses_is_counted_by_template_and_day() {
        Award converted = give("STATS", 1_000, 100, eur(4_000));
        Award claimed = give("AT-ONCE", 500, 0, null);
        awaitState(converted, "ACTIVE");
        awaitState(claimed, "CLAIMED");
        payment.place("one", "dice", 1_000, 400);
        payment.settle("one", "dice", 100);
        awaitState(converted, "CONVERTED");
        Award lost = give("STATS", 700, 5_000, null);
        awaitState(lost, "ACTIVE");
        other.ask(
                "mutation($input: ForfeitBonusInput!) { forfeitBonus(input: $input) { __typename } }",
                Map.of("input", Map.of("bonusId", lost.id())),
                tokens.user("ann", tenantId, "user"));
        awaitState(lost, "FORFEITED");

        JsonNode stats = stats(tenantId);
        assertThat(stats).hasSize(2);
        JsonNode atOnce = stats.get(0);
        assertThat(atOnce.at("/templateCode").asString()).isEqualTo("AT-ONCE");
        assertThat(atOnce.at("/cost/amount").asString()).isEqualTo("5.00");
        assertThat(atOnce.at("/breakagePercent").asInt()).isZero();
        JsonNode both = stats.get(1);
        assertThat(both.at("/given").asInt()).isEqualTo(2);
        assertThat(both.at("/awarded/amount").asString()).isEqualTo("17.00");
        assertThat(both.at("/converted").asInt()).isEqualTo(1);
        assertThat(both.at("/cost/amount").asString()).isEqualTo("7.00");
        assertThat(both.at("/forfeited").asInt()).isEqualTo(1);
        assertThat(both.at("/returned/amount").asString()).isEqualTo("7.00");
        assertThat(both.at("/breakage/amount").asString()).isEqualTo("7.00");
        assertThat(both.at("/breakagePercent").asInt()).isEqualTo(41);
        assertThat(both.at("/deposits/amount").asString()).isEqualTo("40.00");
        assertThat(both.at("/roiPercent").asInt()).isEqualTo(471);
        assertThat(stats("tenant-" + UUID.randomUUID())).isEmpty();
    }

    private static JsonNode stats(String tenant) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return other.ask(
                        "query($from: String!, $to: String!) { bonusStats(from: $from, to: $to) { templateCode given"
                                + " awarded { amount } converted cost { amount } forfeited returned { amount } breakage {"
                                + " amount } breakagePercent deposits { amount } roiPercent } }",
                        Map.of(
                                "from",
                                today.minusDays(1).toString(),
                                "to",
                                today.plusDays(1).toString()),
                        tokens.user("olga", tenant, "operator"))
                .at("/data/bonusStats");
    }

    private void awaitState(Award award, String state) {
        await(state).atMost(PATIENCE).until(() -> {
            payment.answer();
            JsonNode found = other.ask(
                    "query($id: ID!) { bonus(id: $id) { state } }",
                    Map.of("id", award.id()),
                    tokens.user("ann", tenantId, "user"));
            return found.at("/data/bonus/state").asString("").equals(state);
        });
    }
}
