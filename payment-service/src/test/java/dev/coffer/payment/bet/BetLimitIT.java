package dev.coffer.payment.bet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.MongoLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Limits and exclusions of players, on two replicas with the real stores. */
@ExtendWith(StoresExtension.class)
class BetLimitIT {

    private static final int AT_ONCE = 40;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        var flaws = service.bean(MongoLedger.class).verifier().verify().flaws();
        service.close();
        other.close();
        tokens.close();
        assertThat(flaws).isEmpty();
    }

    private static Customer player() {
        return Customer.of(service, tokens, "bets-" + UUID.randomUUID(), "ann").withMoney("200.00", "EUR");
    }

    private static Customer game(Customer player) {
        return new Customer(
                service, player.tenantId(), "game", tokens.user("game", player.tenantId(), "game-provider"));
    }

    private static void limit(Customer player, String operation, String amount) {
        JsonNode answer = player.ask(
                "mutation($m: MoneyInput) { setLimit(input: {operation: " + operation
                        + ", period: DAY, maximum: $m}) { __typename } }",
                Map.of("m", Customer.money(amount, "EUR")));
        assertThat(Customer.text(answer, "/data/setLimit/__typename")).isEqualTo("UserLimits");
    }

    private static String place(Customer player, String betId, String amount) {
        return BetCalls.code(BetCalls.place(player, player.open("EUR"), betId, amount, betId));
    }

    @Test
    void bets_at_once_at_two_replicas_stay_within_the_limit() {
        Customer ann = player();
        limit(ann, "BET", "10.00");
        List<Supplier<JsonNode>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String betId = "bet-" + i;
            Customer at = i % 2 == 0 ? ann : ann.at(other);
            requests.add(() -> BetCalls.place(at, at.open("EUR"), betId, "0.70", betId));
        }

        List<String> codes = Together.ask(requests).stream().map(BetCalls::code).toList();

        assertThat(codes).filteredOn(String::isEmpty).hasSize(14);
        assertThat(codes).filteredOn(code -> !code.isEmpty()).containsOnly("LIMIT_EXCEEDED");
    }

    @Test
    void once_a_player_has_excluded_themselves_no_bet_is_taken_and_what_they_have_won_is_paid() {
        Customer ann = player();
        assertThat(place(ann, "before", "5.00")).isEmpty();
        ann.ask("mutation { selfExclude(input: {}) { __typename } }", Map.of());

        assertThat(place(ann.at(other), "after", "5.00")).isEqualTo("SELF_EXCLUDED");

        assertThat(BetCalls.code(BetCalls.settle(game(ann), "before", "9.00", true, "win")))
                .isEmpty();
    }

    @Test
    void a_win_makes_room_for_losses_and_a_rollback_gives_back_what_its_stake_took() {
        Customer ann = player();
        limit(ann, "LOSS", "10.00");
        assertThat(place(ann, "one", "10.00")).isEmpty();
        assertThat(place(ann, "two", "0.01")).isEqualTo("LIMIT_EXCEEDED");

        assertThat(BetCalls.code(BetCalls.settle(game(ann), "one", "4.00", true, "win")))
                .isEmpty();

        assertThat(place(ann, "three", "4.01")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(place(ann, "four", "4.00")).isEmpty();
        assertThat(BetCalls.code(BetCalls.rollBack(game(ann), "four", "back"))).isEmpty();
        assertThat(place(ann, "five", "4.00")).isEmpty();
        assertThat(BetCalls.code(BetCalls.rollBack(game(ann), "one", "won"))).isEmpty();
        assertThat(place(ann, "six", "0.01")).isEqualTo("LIMIT_EXCEEDED");
    }
}
