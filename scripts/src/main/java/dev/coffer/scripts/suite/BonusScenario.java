package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.suite.BonusScenarioContent.How;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One type of bonus and one player: from the template to what becomes the player's own. */
final class BonusScenario {

    private static final String EUR = "EUR";
    private static final String BONUSES =
            "{ me { bonuses(first: 20) { nodes { templateCode state value { amount currency }"
                    + " wagering { required { amount } } contributions { nodes { counted { amount } } } } } } }";
    private static final String WALLETS = "{ me { wallets { currency pockets { real { available { amount } }"
            + " bonus { available { amount } } } } } }";

    /** Added they come to 5, the price; multiplied to 6. */
    private static final List<Map<String, String>> CHOSEN = List.of(
            Map.of("id", "first", "category", "tickets", "value", "2.00"),
            Map.of("id", "second", "category", "tickets", "value", "3.00"));

    private final Person admin;
    private final Person reviewer;
    private final Person game;
    private final Person player;
    private final String type;
    private final How how;
    private final List<String> needs;
    private final String code;
    private String publishedOn = "";

    BonusScenario(
            GatewayClient client,
            Person admin,
            Person reviewer,
            Person game,
            String type,
            How how,
            List<String> needs) {
        this.admin = admin;
        this.reviewer = reviewer;
        this.game = game;
        this.type = type;
        this.how = how;
        this.needs = needs;
        this.player = Person.unknown(client, type.toLowerCase(Locale.ROOT).replace('_', '-'));
        this.code =
                UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + '-' + type.replace('_', '-');
    }

    String type() {
        return type;
    }

    How how() {
        return how;
    }

    /** A player with 20.00, except where the first deposit, or the registration, is what brings it about. */
    void prepare() {
        if (how == How.REGISTRATION) {
            return;
        }
        player.join("Player");
        describe(null);
        if (how != How.DEPOSIT) {
            deposit("before");
        }
        if (how == How.SECOND_DEPOSIT) {
            Person.await(
                    "the first deposit of " + type,
                    () -> admin.ask(
                                            "query P($id: ID!) { bonusPlayer(userId: $id) { deposits } }",
                                            Map.of("id", player.id()))
                                    .ok()
                                    .at("/bonusPlayer/deposits")
                                    .asInt()
                            == 1);
        }
    }

    private void describe(@Nullable String birthday) {
        Map<String, Object> input =
                new HashMap<>(Map.of("userId", player.id(), "segments", List.of(code.toLowerCase(Locale.ROOT))));
        input.put("birthday", birthday);
        Mutations.ask(admin, "saveBonusPlayer", input).ok();
    }

    /** The fee of 2.9 % goes off it. */
    private void deposit(String key) {
        player.deposit(player.wallet(EUR), "20.60", EUR, code + key).ok();
    }

    void publish() {
        if (how == How.BIRTHDAY) {
            describe(today().substring("2026-".length()));
        }
        publishedOn = today();
        Mutations.done(
                admin,
                "saveBonusTemplate",
                Map.of("code", code, "content", new BonusScenarioContent(type, how, needs, code).content()),
                "... on BonusTemplate { status }",
                "/status");
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", code, "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    void bringAbout() {
        String key = code + "-occasion";
        switch (how) {
            case REGISTRATION -> {
                player.join("Player");
                deposit("after");
            }
            case DEPOSIT, SECOND_DEPOSIT -> deposit("occasion");
            case PURCHASE -> purchase(key);
            case BET -> {
                BonusPlay.placed(game, player, code + "-first", "sports", "1.00", CHOSEN);
                BonusPlay.settled(game, code + "-first", "0.00");
            }
            case PLAY -> bet("first", "1.00");
            case DAY_OVER -> bet("first", "10.00");
            case TIER -> {
                Verified.ask(player, "BASIC");
                Verified.claim(reviewer, player);
                Check.equal("APPROVED", Verified.approve(reviewer, player), "the state");
            }
            case CHECK_IN ->
                Mutations.done(
                        player,
                        "checkIn",
                        Map.of("idempotencyKey", key),
                        "... on CheckIn { bonuses { id } }",
                        "/bonuses/0/id");
            case PROMO_CODE -> given("enterPromoCode", player, Map.of("promoCode", code, "idempotencyKey", key));
            case CLAIM -> given("claimBonus", player, Map.of("templateCode", code, "idempotencyKey", key));
            case OPERATOR ->
                given(
                        "awardBonus",
                        admin,
                        Map.of(
                                "userId",
                                player.id(),
                                "templateCode",
                                code,
                                "base",
                                Person.money("50.00", EUR),
                                "idempotencyKey",
                                key));
            // The clock brings these.
            case BIRTHDAY, SCHEDULE -> {}
        }
    }

    private static void given(String mutation, Person by, Map<String, Object> input) {
        Mutations.done(by, mutation, input, "... on Bonus { id }", "/id");
    }

    private void purchase(String key) {
        String status = Mutations.done(
                player,
                "createPaymentIntent",
                Map.of(
                        "walletId",
                        player.wallet(EUR),
                        "orderReference",
                        key,
                        "amount",
                        Person.money("5.00", EUR),
                        "description",
                        "Two tickets",
                        "capture",
                        true,
                        "selections",
                        CHOSEN,
                        "idempotencyKey",
                        key),
                "... on PaymentIntent { status }",
                "/status");
        Check.equal("APPROVED", status, "the status of the purchase");
    }

    private void bet(String bet, String stake) {
        BonusPlay.played(game, player, code + '-' + bet, "dice", stake, "0.00");
    }

    void awaitTomorrow() {
        Person.await("midnight", () -> !today().equals(publishedOn));
    }

    private String today() {
        return admin.ask("{ bonusCalendar { today } }").ok().text("/bonusCalendar/today");
    }

    /** The award in the pocket, one bet of all that is to be wagered, and what is the player's own then. */
    void playToTheEnd() {
        String state = needs.contains("POINTS") ? "CLAIMED" : "ACTIVE";
        awaitState(state);
        String value = expected();
        Check.equal(value, bonus().at("/value/amount").asString(), "the value of " + type);
        if (needs.contains("POINTS")) {
            Check.amount(value, pocket("real", "POINTS"), "points of the player");
            return;
        }
        Check.amount(value, pocket("bonus", EUR), "bonus money of " + type);
        String required = bonus().at("/wagering/required/amount").asString();
        Check.amount(
                new BigDecimal(value).multiply(BigDecimal.TWO).toPlainString(), new BigDecimal(required), "to wager");
        BigDecimal before = pocket("real", EUR);
        bet("all", required);
        awaitState("CONVERTED");
        Check.equal(
                required, bonus().at("/contributions/nodes/0/counted/amount").asString(), "what counted");
        Check.amount("0.00", pocket("bonus", EUR), "bonus money when " + type + " is over");
        BigDecimal own = before.subtract(new BigDecimal(required)).add(new BigDecimal(value));
        Check.amount(own.toPlainString(), pocket("real", EUR), "the player's own money after " + type);
    }

    private String expected() {
        if (needs.contains("POINTS")) {
            return "50";
        }
        if (how == How.DAY_OVER) {
            // A tenth of what was lost.
            return "1.00";
        }
        // A quarter of 20.60.
        return type.equals("FIRST_DEPOSIT") ? "5.15" : "5.00";
    }

    private void awaitState(String state) {
        Person.await(
                "bonus of the type " + type + " to be " + state,
                () -> bonuses().stream()
                        .anyMatch(bonus -> bonus.at("/state").asString().equals(state)));
    }

    private JsonNode bonus() {
        return bonuses().getFirst();
    }

    private List<JsonNode> bonuses() {
        return player.ask(BONUSES)
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .filter(bonus -> bonus.at("/templateCode").asString().equals(code))
                .toList();
    }

    private BigDecimal pocket(String pocket, String currency) {
        JsonNode wallet = player.ask(WALLETS)
                .ok()
                .at("/me/wallets")
                .valueStream()
                .filter(one -> one.at("/currency").asString().equals(currency))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the player of " + type + " has no wallet in " + currency));
        return new BigDecimal(
                wallet.at("/pockets/" + pocket + "/available/amount").asString());
    }
}
