package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What steps about bonuses do and look at again and again, for one player with a wallet in euros. Names are unique to it. */
final class BonusPlay {

    private static final String EUR = "EUR";
    private static final String BONUSES = "{ me { bonuses(first: 100) { nodes { id templateCode state reason held {"
            + " amount } converted { amount } wagering { wagered { amount } } contributions(first: 20) { nodes { betId"
            + " reason explanation counted { amount } } } } } } }";
    private static final String WALLETS =
            "{ me { wallets { pockets { real { available { amount } } bonus { available { amount } }"
                    + " locked { available { amount } } } } } }";

    private final Person admin;
    private final Person player;
    private final Person game;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    /**
     * @param admin makes templates
     * @param player who bets, and has one wallet
     * @param game takes bets
     */
    BonusPlay(Person admin, Person player, Person game) {
        this.admin = admin;
        this.player = player;
        this.game = game;
    }

    /** The name in this run. */
    String named(String name) {
        return run + "-" + name;
    }

    /** What a claimed bonus of so many euros says that is to be wagered so often. */
    static Map<String, Object> wagered(String euros, String times) {
        Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", euros);
        content.put("wagering", Map.of("times", times));
        content.put("validForDays", 30);
        return content;
    }

    /** For the player alone, so that what it gives by itself is given to nobody else, in this run or a later one. */
    void publishForPlayer(String code, Map<String, Object> content) {
        String segment = named(code).toLowerCase(Locale.ROOT);
        Mutations.ask(admin, "saveBonusPlayer", Map.of("userId", player.id(), "segments", List.of(segment)))
                .ok();
        content.put("eligibility", Map.of("segmentIn", List.of(segment)));
        publish(code, content);
    }

    void publish(String code, Map<String, Object> content) {
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", named(code), "content", content))
                .ok();
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", named(code), "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    Answer claim(Person by, String code) {
        return Mutations.ask(
                by,
                "claimBonus",
                Map.of("templateCode", named(code), "idempotencyKey", named(code)),
                "... on Bonus { id }");
    }

    /** Publishes it and has the player claim it. @return its id, once it is in the wallet */
    String take(String code, Map<String, Object> content) {
        publish(code, content);
        String id = claim(player, code).ok().text("/claimBonus/id");
        awaitState(code, "ACTIVE");
        return id;
    }

    /** Placed from the player's wallet in euros, and settled for the last time. @param id unique within the tenant */
    static void played(Person game, Person player, String id, String gameId, String stake, String win) {
        placed(game, player, id, gameId, stake, List.of());
        settled(game, id, win);
    }

    /** @param selections what was chosen for it */
    static void placed(
            Person game, Person player, String id, String gameId, String stake, List<Map<String, String>> selections) {
        Mutations.done(
                game,
                "placeBet",
                Map.of(
                        "walletId",
                        player.wallet(EUR),
                        "betId",
                        id,
                        "gameId",
                        gameId,
                        "amount",
                        Person.money(stake, EUR),
                        "selections",
                        selections,
                        "idempotencyKey",
                        id),
                "... on Bet { status }",
                "/status");
    }

    static void settled(Person game, String id, String win) {
        Mutations.done(
                game,
                "settleBet",
                Map.of("betId", id, "win", Person.money(win, EUR), "isLast", true, "idempotencyKey", id + "-win"),
                "... on Bet { status }",
                "/status");
    }

    /** Placed and settled for the last time. */
    void bet(String bet, String gameId, String stake, String win) {
        played(game, player, named(bet), gameId, stake, win);
    }

    void place(String bet, String gameId, String stake) {
        placed(game, player, named(bet), gameId, stake, List.of());
    }

    void place(String bet, String stake, List<Map<String, String>> selections) {
        placed(game, player, named(bet), "sports", stake, selections);
    }

    void settle(String bet, String win) {
        settled(game, named(bet), win);
    }

    void rollBack(String bet) {
        Mutations.done(
                game,
                "rollbackBet",
                Map.of(
                        "betId",
                        named(bet),
                        "reason",
                        "The round was cancelled",
                        "idempotencyKey",
                        named(bet) + "-back"),
                "... on Bet { status }",
                "/status");
    }

    JsonNode bonus(String code) {
        return find(code).orElseThrow(() -> new AssertionError("the player has no bonus " + named(code)));
    }

    private Optional<JsonNode> find(String code) {
        return player.ask(BONUSES)
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .filter(bonus -> bonus.at("/templateCode").asString().equals(named(code)))
                .findFirst();
    }

    /** Waits for a bonus that is given too: events take a moment. */
    void awaitState(String code, String state) {
        Person.await(
                "bonus " + code + " to be " + state,
                () -> find(code)
                        .filter(bonus -> bonus.at("/state").asString().equals(state))
                        .isPresent());
    }

    /** What counted of each bet for the bonus, the newest first. */
    List<String> counted(String code) {
        return bonus(code)
                .at("/contributions/nodes")
                .valueStream()
                .map(one -> one.at("/counted/amount").asString())
                .toList();
    }

    /** The bet counts nothing, for this reason, and with this word in the sentence that says so. */
    void uncounted(String code, String bet, String reason, String word) {
        Person.await("the count of bet " + bet, () -> reason.equals(contribution(code, bet, "reason")));
        Check.equal("0.00", contribution(code, bet, "counted/amount"), "what counts of bet " + bet);
        Check.sentence(contribution(code, bet, "explanation"), word);
    }

    private String contribution(String code, String bet, String field) {
        return bonus(code)
                .at("/contributions/nodes")
                .valueStream()
                .filter(one -> one.at("/betId").asString().equals(named(bet)))
                .map(one -> one.at("/" + field).asString(""))
                .findFirst()
                .orElse("");
    }

    void pockets(String real, String bonus) {
        JsonNode wallet = player.ask(WALLETS).ok().at("/me/wallets/0/pockets");
        Check.amount(real, amount(wallet, "real"), "the player's own money");
        Check.amount(bonus, amount(wallet, "bonus"), "bonus money");
        Check.amount("0.00", amount(wallet, "locked"), "money that is out of use");
    }

    private static BigDecimal amount(JsonNode pockets, String pocket) {
        return new BigDecimal(pockets.at("/" + pocket + "/available/amount").asString());
    }
}
