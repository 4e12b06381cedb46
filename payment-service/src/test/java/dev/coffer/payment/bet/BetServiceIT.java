package dev.coffer.payment.bet;

import static dev.coffer.payment.bet.BetCalls.code;
import static dev.coffer.payment.bet.BetCalls.find;
import static dev.coffer.payment.bet.BetCalls.place;
import static dev.coffer.payment.bet.BetCalls.rollBack;
import static dev.coffer.payment.bet.BetCalls.settle;
import static dev.coffer.payment.bet.BetCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Bets over HTTP, on two replicas with the real stores. Each test has a tenant of its own; Ann has 97.10 EUR. */
@ExtendWith(StoresExtension.class)
class BetServiceIT {

    private static final int AT_ONCE = 16;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();
    private Customer game = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void aPlayerAndAGame() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        wallet = ann.open("EUR");
        game = with("game", "game-provider");
    }

    private Customer with(String userId, String... roles) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, roles));
    }

    private void bonus(long cents) {
        Money amount = new Money(cents, Currencies.builtIn().get("EUR"));
        Post.Leg leg = new Post.Leg(
                WalletRef.house(HouseAccount.BONUS_POOL),
                WalletRef.id(wallet),
                amount,
                Pocket.BONUS,
                TransferType.DEPOSIT);
        assertThat(service.bean(Bookings.class)
                        .post(new Post(
                                tenantId,
                                Idempotency.of("test", "bonus"),
                                TransferType.DEPOSIT,
                                List.of(leg),
                                null,
                                Map.of())))
                .isInstanceOf(PostResult.Posted.class);
    }

    private void assertPockets(String real, String bonus) {
        JsonNode answer = ann.ask(
                "query W($id: ID!) { wallet(id: $id) { pockets { real { available { amount } }"
                        + " bonus { available { amount } } } } }",
                Map.of("id", wallet));
        assertThat(text(answer, "/pockets/real/available/amount")).as("real").isEqualTo(real);
        assertThat(text(answer, "/pockets/bonus/available/amount")).as("bonus").isEqualTo(bonus);
    }

    @Test
    void a_bet_is_placed_settled_in_parts_and_closed() {
        JsonNode placed = place(game, wallet, "spin", Map.of("roundId", "r-1"), "10.00", "EUR", "bet");
        assertThat(text(placed, "/id")).isEqualTo("spin");
        assertThat(text(placed, "/status")).isEqualTo("OPEN");
        assertThat(text(placed, "/stake/amount")).isEqualTo("10.00");
        assertThat(text(placed, "/player/id")).isEqualTo("ann");
        assertThat(text(placed, "/roundId")).isEqualTo("r-1");
        assertPockets("87.10", "0.00");
        assertThat(text(settle(game, "spin", "3.00", false, "win-1"), "/status"))
                .isEqualTo("OPEN");
        JsonNode closed = settle(game.at(other), "spin", "4.50", true, "win-2");
        assertThat(text(closed, "/status")).isEqualTo("CLOSED");
        assertThat(text(closed, "/won/amount")).isEqualTo("7.50");
        assertThat(text(closed, "/transfers/0/type")).isEqualTo("BET");
        assertThat(text(closed, "/transfers/2/amount/amount")).isEqualTo("4.50");
        assertPockets("94.60", "0.00");
        assertThat(code(settle(game, "spin", "1.00", true, "win-3"))).isEqualTo("BET_CLOSED");
        for (Customer reader : List.of(ann, game, with("olga", "operator"))) {
            assertThat(text(find(reader, "spin"), "/won/amount")).isEqualTo("7.50");
        }
        JsonNode listed = ann.ask(
                "query W($id: ID!) { wallet(id: $id) { bets(first: 1) { nodes { id } pageInfo { hasNextPage } } } }",
                Map.of("id", wallet));
        assertThat(text(listed, "/bets/nodes/0/id")).isEqualTo("spin");
        assertThat(text(listed, "/bets/pageInfo/hasNextPage")).isEqualTo("false");
    }

    @Test
    void a_loss_closes_the_bet_and_stands_in_the_book() {
        place(game, wallet, "spin", "10.00", "bet");
        JsonNode lost = settle(game, "spin", "0", true, "loss");
        assertThat(text(lost, "/status")).isEqualTo("CLOSED");
        assertThat(text(lost, "/transfers/1/type")).isEqualTo("WIN");
        assertThat(text(lost, "/transfers/1/amount/amount")).isEqualTo("0.00");
        assertPockets("87.10", "0.00");
    }

    @Test
    void a_stake_from_both_pockets_wins_in_proportion_and_goes_back_to_where_it_came_from() {
        bonus(500);
        JsonNode placed = place(game, wallet, "spin", "100.00", "bet");
        assertThat(text(placed, "/bonusStake/amount")).isEqualTo("2.90");
        assertPockets("0.00", "2.10");
        // 2.9 % of 33.33 is 0.96657: an odd cent is real money.
        assertThat(text(settle(game, "spin", "33.33", false, "win"), "/bonusWon/amount"))
                .isEqualTo("0.96");
        assertPockets("32.37", "3.06");
        JsonNode back = rollBack(game, "spin", "back");
        assertThat(text(back, "/status")).isEqualTo("ROLLED_BACK");
        assertThat(text(back, "/transfers/2/amount/amount")).isEqualTo("100.00");
        assertThat(text(back, "/transfers/2/reason")).isEqualTo("cancelled");
        assertPockets("97.10", "5.00");
    }

    @Test
    void bonus_money_goes_first_where_the_tenant_says_so() {
        bonus(500);
        SettingScope scope = new SettingScope("payment-service/bets", tenantId);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(ChangeSettings.class)
                                .set(
                                        new ChangeSettings.Intent(scope, 0, "somebody", "for a test"),
                                        new HashMap<>(Map.of("pockets", "BONUS_FIRST", "rollbackWithin", "1m")))
                        instanceof SettingResult.Changed);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> service.bean(LiveSettings.class).version(scope) == 1);
        JsonNode placed = place(game, wallet, "spin", "6.00", "bet");
        assertThat(text(placed, "/bonusStake/amount")).isEqualTo("5.00");
        assertPockets("96.10", "0.00");
    }

    @Test
    void a_rollback_that_comes_first_keeps_its_bet_out() {
        JsonNode first = rollBack(game, "spin", "back");
        assertThat(text(first, "/__typename")).isEqualTo("ForestalledBet");
        assertThat(rollBack(game.at(other), "spin", "back")).isEqualTo(first);
        assertThat(code(place(game.at(other), wallet, "spin", "10.00", "bet"))).isEqualTo("BET_ROLLED_BACK");
        assertThat(code(settle(game, "spin", "10.00", true, "win"))).isEqualTo("BET_ROLLED_BACK");
        assertThat(code(rollBack(game, "spin", "again"))).isEqualTo("BET_ROLLED_BACK");
        assertThat(code(find(game, "spin"))).isEqualTo("NOT_FOUND");
        assertPockets("97.10", "0.00");
    }

    @Test
    void a_bet_and_its_rollback_at_once_at_two_replicas_leave_the_money_where_it_was() {
        for (int race = 0; race < AT_ONCE; race++) {
            String betId = "race-" + race;
            List<JsonNode> answers = Together.ask(List.of(
                    () -> place(game, wallet, betId, "10.00", "bet-" + betId),
                    () -> rollBack(game.at(other), betId, "back-" + betId)));
            assertThat(code(answers.getFirst())).isIn("", "BET_ROLLED_BACK");
            assertThat(text(answers.getLast(), "/__typename"))
                    .isEqualTo(code(answers.getFirst()).isEmpty() ? "Bet" : "ForestalledBet");
        }
        assertPockets("97.10", "0.00");
    }

    @Test
    void the_same_bet_is_one_bet_under_whatever_key_and_another_content_is_refused() {
        JsonNode placed = place(game, wallet, "spin", "10.00", "bet");
        assertThat(place(game.at(other), wallet, "spin", "10.0", "bet")).isEqualTo(placed);
        assertThat(place(game.at(other), wallet, "spin", "10.00", "other-key")).isEqualTo(placed);
        assertThat(place(ann, wallet, "spin", "10.00", "by-the-player")).isEqualTo(placed);
        assertThat(code(place(game, wallet, "spin", "10.01", "more"))).isEqualTo("BET_EXISTS");
        assertThat(code(place(game, wallet, "spin", Map.of("gameId", "cards"), "10.00", "EUR", "cards")))
                .isEqualTo("BET_EXISTS");
        assertThat(code(place(game, wallet, "spin", Map.of("roundId", "2"), "10.00", "EUR", "round")))
                .isEqualTo("BET_EXISTS");
        assertThat(code(place(game, wallet, "spin-2", "10.00", "bet"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        JsonNode won = settle(game, "spin", "1.00", false, "win");
        assertThat(settle(game.at(other), "spin", "1.0", false, "win")).isEqualTo(won);
        assertThat(code(settle(game, "spin", "1.00", true, "win"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(code(rollBack(game, "spin", "win"))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertPockets("88.10", "0.00");
        List<JsonNode> many = Together.ask(
                AT_ONCE,
                () -> place(game, wallet, "at-once", "5.00", UUID.randomUUID().toString()),
                () -> place(game.at(other), wallet, "at-once", "5.00", "same"));
        assertThat(many).allSatisfy(answer -> assertThat(code(answer)).isEmpty());
        assertPockets("83.10", "0.00");
    }

    @Test
    void what_was_won_and_spent_cannot_be_taken_back() {
        place(game, wallet, "spin", "10.00", "bet");
        settle(game, "spin", "50.00", true, "win");
        Customer.of(service, tokens, tenantId, "bob").open("EUR");
        ann.payUser("bob", "137.00", "EUR", "spent");
        JsonNode refused = rollBack(game, "spin", "back");
        assertThat(code(refused)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(text(refused, "/field")).isEqualTo("input.betId");
        assertThat(text(find(ann, "spin"), "/status")).isEqualTo("CLOSED");
        ann.withMoney("50.00", "EUR");
        assertThat(code(rollBack(game, "spin", "back"))).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(text(rollBack(with("fina", "finance"), "spin", "by-finance"), "/status"))
                .isEqualTo("ROLLED_BACK");
    }

    @Test
    void a_player_places_bets_of_their_own_and_decides_nothing_about_them() {
        assertThat(text(place(ann, wallet, "own", "1.00", "bet"), "/player/id")).isEqualTo("ann");
        assertThat(code(settle(ann, "own", "100.00", true, "win"))).isEqualTo("FORBIDDEN");
        assertThat(code(rollBack(ann, "own", "back"))).isEqualTo("FORBIDDEN");
        Customer boss = with("ann", "user", "admin", "game-provider");
        JsonNode refused = settle(boss, "own", "100.00", true, "win");
        assertThat(code(refused)).isEqualTo("FOUR_EYES_NEEDED");
        assertThat(code(rollBack(boss, "own", "back"))).isEqualTo("FOUR_EYES_NEEDED");
        assertPockets("96.10", "0.00");
    }

    @Test
    void strangers_neither_bet_with_another_users_money_nor_see_the_bet() {
        place(game, wallet, "spin", "10.00", "bet");
        Customer bob = Customer.of(service, tokens, tenantId, "bob");
        Customer abroad = new Customer(service, "elsewhere", "game", tokens.user("game", "elsewhere", "game-provider"));
        for (Customer stranger : List.of(bob, abroad)) {
            assertThat(code(place(stranger, wallet, "theirs", "1.00", "bet"))).isEqualTo("NOT_FOUND");
            for (String betId : List.of("spin", "none", "", "b".repeat(129))) {
                assertThat(code(find(stranger, betId))).isEqualTo("NOT_FOUND");
            }
        }
        assertThat(code(settle(abroad, "spin", "1.00", true, "win"))).isEqualTo("BET_NOT_FOUND");
        assertThat(code(place(with("olga", "operator"), wallet, "staff", "1.00", "bet")))
                .isEqualTo("FORBIDDEN");
        assertThat(code(place(game, UUID.randomUUID().toString(), "nowhere", "1.00", "b")))
                .isEqualTo("NOT_FOUND");
        assertPockets("87.10", "0.00");
    }

    @Test
    void refusals_of_the_ledger_name_the_field() {
        JsonNode tooMuch = place(game, wallet, "spin", "97.11", "bet");
        assertThat(code(tooMuch)).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(text(tooMuch, "/field")).isEqualTo("input.amount");
        assertThat(code(place(game, wallet, "spin", Map.of(), "1.00", "USD", "usd")))
                .isEqualTo("CURRENCY_MISMATCH");
        assertThat(code(settle(game, "spin", "1.00", true, "win"))).isEqualTo("BET_NOT_FOUND");
        // A bet that was refused was never placed: it can be tried again under another key.
        place(game, wallet, "spin", "1.00", "again");
        JsonNode dollars = settle(game, "spin", "1.00", "USD", true, "usd-win");
        assertThat(code(dollars)).isEqualTo("CURRENCY_MISMATCH");
        assertThat(text(dollars, "/field")).isEqualTo("input.win");
        service.bean(Bookings.class).change(new FreezeWallet(tenantId, wallet, true, "ada", "a test"));
        assertThat(code(place(game, wallet, "frozen", "1.00", "frozen"))).isEqualTo("WALLET_FROZEN");
        assertThat(code(settle(game, "spin", "1.00", true, "frozen-win"))).isEqualTo("WALLET_FROZEN");
        assertThat(text(settle(game, "spin", "0.00", true, "frozen-loss"), "/status"))
                .isEqualTo("CLOSED");
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        JsonNode placed = place(game, wallet, "", Map.of("gameId", " ", "roundId", "r".repeat(129)), "0.00", "EUR", "");
        assertThat(placed.toString())
                .contains(
                        "INVALID_INPUT",
                        "input.betId",
                        "input.gameId",
                        "input.roundId",
                        "input.amount",
                        "input.idempotencyKey");
        assertThat(settle(game, "b".repeat(129), "-0.01", true, "").toString())
                .contains("INVALID_INPUT", "input.betId", "input.win", "input.idempotencyKey");
        assertThat(rollBack(game, "\n", " ", "").toString())
                .contains("INVALID_INPUT", "input.betId", "input.reason", "input.idempotencyKey");
    }

    @ParameterizedTest
    @CsvSource({"1, JPY", "0.001, BHD", "0.00000001, BTC", "8955894247785980000, JPY"})
    void the_smallest_unit_and_the_largest_sum_are_bet_in_every_currency(String amount, String currency) {
        String whole = amount.length() > 10 ? "9223372036854775000" : "10";
        Customer rich = Customer.of(service, tokens, tenantId, "rich").withMoney(whole, currency);
        String theirs = rich.open(currency);
        assertThat(text(place(game, theirs, "spin", Map.of(), amount, currency, "bet"), "/stake/amount"))
                .isEqualTo(amount);
        assertThat(text(settle(game, "spin", amount, currency, true, "win"), "/won/amount"))
                .isEqualTo(amount);
    }
}
