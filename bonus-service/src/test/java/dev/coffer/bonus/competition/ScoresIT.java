package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bets by real events, heard by two replicas, and what they come to in competitions. */
@ExtendWith(StoresExtension.class)
class ScoresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;
    private static TestService other;

    private CompetitionFixture tenant;
    private int bets;

    record Placed(
            String betId,
            String walletId,
            String userId,
            String gameId,
            String stake,
            String bonusStake,
            String currency) {}

    record Settled(String betId, String walletId, String win, String bonusWin, boolean closed, String currency) {}

    record RolledBack(String betId, String walletId) {}

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>("wallet.bet.placed", 1, Placed.class),
                        new EventType<>("wallet.bet.settled", 1, Settled.class),
                        new EventType<>("wallet.bet.rolled-back", 1, RolledBack.class)));
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @BeforeEach
    void newTenant() {
        tenant = new CompetitionFixture(service, tokens);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        payment.close();
        tokens.close();
    }

    private String walletOf(String userId) {
        return "wallet-" + tenant.tenantId + userId;
    }

    private String bet(String userId, String game, String stake, String win) {
        String betId = "bet-" + bets++;
        tell(userId, new Placed(betId, walletOf(userId), userId, game, stake, "0.50", "EUR"));
        tell(userId, new Settled(betId, walletOf(userId), win, "0.00", true, "EUR"));
        return betId;
    }

    private void rollBack(String userId, String betId) {
        tell(userId, new RolledBack(betId, walletOf(userId)));
    }

    private void tell(String userId, Object event) {
        payment.tell(event, walletOf(userId), tenant.tenantId);
    }

    private void awaitScores(String code, String... scores) {
        await().atMost(PATIENCE).until(() -> tenant.scores(other, code).equals(List.of(scores)));
        assertThat(tenant.scores(service, code)).containsExactly(scores);
    }

    @Test
    void each_kind_of_score_counts_what_is_over_once_and_without_what_is_rolled_back() {
        for (String score : List.of("STAKED", "NET_WIN", "LARGEST_WIN", "LARGEST_MULTIPLIER", "BETS")) {
            tenant.publish("ALL-" + score.replace('_', '-'), CompetitionFixture.content(score));
        }
        bet("ann", "dice", "10.00", "25.00");
        bet("ann", "slots", "4.00", "0.00");
        bet("bob", "dice", "1.00", "7.77");
        bet("bob", "dice", "1.00", "0.00");
        bet("bob", "dice", "1.00", "0.00");
        String back = bet("cat", "dice", "500.00", "9000.00");
        bet("cat", "dice", "3.00", "1.50");
        bet("dan", "dice", "9.00", "9.00");
        tell("dan", new Placed("open", walletOf("dan"), "dan", "dice", "700.00", "0.00", "EUR"));
        rollBack("cat", back);
        rollBack("dan", bet("dan", "dice", "1.00", "80.00"));
        rollBack("eve", bet("eve", "dice", "1.00", "80.00"));
        payment.replay("wallet.bet.settled", tenant.tenantId, "bonus-play");
        payment.replay("wallet.bet.rolled-back", tenant.tenantId, "bonus-play");
        payment.replay("wallet.bet.placed", tenant.tenantId, "bonus-play");
        bet("ann", "dice", "0.50", "0.00");

        awaitScores("ALL-STAKED", "1 14.50", "2 9.00", "3 3.00", "4 3.00");
        awaitScores("ALL-NET-WIN", "1 10.50", "2 4.77", "3 0.00", "4 -1.50");
        awaitScores("ALL-LARGEST-WIN", "1 25.00", "2 9.00", "3 7.77", "4 1.50");
        awaitScores("ALL-LARGEST-MULTIPLIER", "1 7.77", "2 2.50", "3 1.00", "4 0.50");
        awaitScores("ALL-BETS", "1 3", "2 3", "3 1", "4 1");
        assertThat(tenant.own(service, "bob", "ALL-BETS"))
                .as("Bob had three before Ann had")
                .isEqualTo("1 3");
        assertThat(tenant.own(service, "eve", "ALL-STAKED")).isEmpty();
    }

    /** What a naive count says of a player. */
    private static final class Naive {
        private final Map<String, long[]> bets = new HashMap<>();

        long sum() {
            return bets.values().stream().mapToLong(bet -> bet[1] - bet[0]).sum();
        }

        long largest() {
            return bets.values().stream().mapToLong(bet -> bet[1]).max().orElse(0);
        }
    }

    @Test
    void whatever_is_played_and_rolled_back_comes_to_what_a_naive_count_says() {
        tenant.publish("SUMS", CompetitionFixture.content("NET_WIN"));
        tenant.publish("BEST", CompetitionFixture.content("LARGEST_WIN"));
        RandomGenerator random = TestSeeds.random(ScoresIT.class);
        Map<String, Naive> naive = new HashMap<>();
        for (int i = 0; i < 250; i++) {
            String user = "user-" + random.nextInt(5);
            Naive own = naive.computeIfAbsent(user, name -> new Naive());
            if (!own.bets.isEmpty() && random.nextInt(3) == 0) {
                String back = own.bets.keySet().stream()
                        .skip(random.nextInt(own.bets.size()))
                        .findFirst()
                        .orElseThrow();
                rollBack(user, back);
                own.bets.remove(back);
            } else {
                long win = random.nextInt(400);
                own.bets.put(
                        bet(
                                user,
                                "dice",
                                "1.00",
                                new BigDecimal(win).movePointLeft(2).toPlainString()),
                        new long[] {100, win});
            }
        }
        for (Map.Entry<String, Naive> one : naive.entrySet()) {
            await().atMost(PATIENCE)
                    .until(() -> score(one.getKey(), "SUMS")
                            .equals(text(one.getValue(), one.getValue().sum())));
            await().atMost(PATIENCE)
                    .until(() -> score(one.getKey(), "BEST")
                            .equals(text(one.getValue(), one.getValue().largest())));
        }
    }

    private static String text(Naive naive, long minor) {
        return naive.bets.isEmpty()
                ? ""
                : new BigDecimal(minor).movePointLeft(2).toPlainString();
    }

    private String score(String userId, String code) {
        String own = tenant.own(other, userId, code);
        return own.substring(own.indexOf(' ') + 1);
    }

    @Test
    void a_competition_counts_its_games_its_currency_and_its_least_stake_alone() {
        Map<String, Object> content = CompetitionFixture.content("STAKED");
        content.put(
                "competition",
                Map.of(
                        "score",
                        "STAKED",
                        "period",
                        "DAY",
                        "games",
                        List.of("acme-*"),
                        "minimumStake",
                        Map.of("amount", "2.00", "currency", "EUR")));
        tenant.publish("NARROW", content);
        bet("ann", "acme-1", "2.00", "0.00");
        bet("ann", "acme-1", "1.99", "0.00");
        bet("ann", "dice", "50.00", "0.00");
        tell("ann", new Placed("points", "points", "ann", "acme-1", "99", "0", "POINTS"));
        tell("ann", new Settled("points", "points", "0", "0", true, "POINTS"));
        bet("ann", "acme-2", "3.00", "0.00");
        awaitScores("NARROW", "1 5.00");
    }

    @Test
    void nobody_is_known_by_what_others_see_and_other_tenants_see_nothing() {
        tenant.publish("SECRET", CompetitionFixture.content("STAKED"));
        tenant.publish("SECRET-2", CompetitionFixture.content("STAKED"));
        bet("ann", "dice", "5.00", "0.00");
        bet("bob", "dice", "4.00", "0.00");
        awaitScores("SECRET", "1 5.00", "2 4.00");
        awaitScores("SECRET-2", "1 5.00", "2 4.00");
        String page = "players pool { amount } state entries(first: 1) { edges { cursor }" + CompetitionFixture.ENTRIES
                + "pageInfo { endCursor } totalCount }";
        var seen = tenant.look(service, "bob", "SECRET", page);
        assertThat(seen.toString()).doesNotContain("ann").doesNotContain(tenant.tenantId);
        assertThat(seen.at("/data/leaderboard/players").asInt()).isEqualTo(2);
        assertThat(seen.at("/data/leaderboard/entries/nodes/0/isMe").asBoolean())
                .isFalse();
        assertThat(seen.at("/data/leaderboard/entries/nodes/0/prize/amount").asString())
                .isEqualTo("50.00");
        assertThat(seen.at("/data/leaderboard/entries/nodes/0/player").asString())
                .isNotEqualTo(tenant.look(service, "bob", "SECRET-2", page)
                        .at("/data/leaderboard/entries/nodes/0/player")
                        .asString());
        assertThat(TestService.errorCode(tenant.look(service, "elsewhere", "ann", "SECRET", page)))
                .isEqualTo("NOT_FOUND");
        var away = service.ask(
                "query($code: String!, $label: String) { leaderboard(code: $code, label: $label) { players } }",
                new HashMap<>(Map.of("code", "SECRET", "label", "MONTH:1999-01-01")),
                tokens.user("ann", tenant.tenantId, "user"));
        assertThat(TestService.errorCode(away)).isEqualTo("NOT_FOUND");
    }
}
