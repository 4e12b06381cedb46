package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A tournament of three players: who stands where, followed live, and the prizes at its end. */
final class BonusCompetitionSteps {

    private static final String EUR = "EUR";
    private static final Duration LENGTH = Duration.ofSeconds(40);

    /** The last bets are waited for, and then the last transactions; what else runs may take its time too. */
    private static final int RESULTS_SECONDS = 300;

    private final Person admin;
    private final Person game;
    private final Person paula;
    private final Person quin;
    private final Person rosa;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private final String code = run + "-RACE";

    BonusCompetitionSteps(GatewayClient client, Person admin, Staff staff) {
        this.admin = admin;
        this.staff = staff;
        this.game = Person.unknown(client, "race");
        this.paula = Person.unknown(client, "paula");
        this.quin = Person.unknown(client, "quin");
        this.rosa = Person.unknown(client, "rosa");
    }

    void addTo(Suite suite) {
        suite.step("players of a tournament stand by what they won, and nobody is known to others", () -> {
                    staff.join(game, "game-provider");
                    for (Person player : List.of(paula, quin, rosa)) {
                        player.join("Player");
                        player.deposit(player.wallet(EUR), "41.20", EUR, run + player.id())
                                .ok();
                    }
                    publish();
                    try (LiveEvents live = paula.follow(
                            "subscription { leaderboardChanged(code: \"" + code + "\") { players me { place } } }")) {
                        bet(paula, "a", "2.00", "5.00");
                        bet(quin, "b", "2.00", "9.00");
                        bet(rosa, "c", "2.00", "0.00");
                        Person.await("the places", () -> places(paula).equals("2 of 3"));
                        Person.await(
                                "the places to be told",
                                () -> live.all().stream()
                                        .anyMatch(event -> event.at("/data/leaderboardChanged/players")
                                                                .asInt()
                                                        == 3
                                                && event.at("/data/leaderboardChanged/me/place")
                                                                .asInt()
                                                        == 2));
                    }
                    Check.equal("1 of 3", places(quin), "the place of the best");
                    Check.equal("3 of 3", places(rosa), "the place of the last");
                    String shown = look(rosa).shown();
                    Check.that(!shown.contains(quin.id()) && !shown.contains("Player\""), "nobody is in " + shown);
                })
                .step("a rollback takes a place away, and a page goes on where the last one ended", () -> {
                    Mutations.done(
                            game,
                            "rollbackBet",
                            Map.of(
                                    "betId",
                                    run + "-b",
                                    "reason",
                                    "The round was cancelled",
                                    "idempotencyKey",
                                    run + "-b-back"),
                            "... on Bet { status }",
                            "/status");
                    Person.await("the place of Paula", () -> places(paula).equals("1 of 2"));
                    Check.that(look(quin).at("/leaderboard/me").isNull(), "who has no bet left has no place");
                    JsonNode first = page(paula, "").at("/leaderboard/entries");
                    JsonNode second = page(paula, ", after: " + first.at("/pageInfo/endCursor"))
                            .at("/leaderboard/entries");
                    Check.equal(1, first.at("/nodes/0/place").asInt(), "the first place");
                    Check.equal(2, second.at("/nodes/0/place").asInt(), "the second place");
                    Check.error(paula.ask("{ leaderboard(code: \"" + run + "-NONE\") { players } }"), "NOT_FOUND");
                });
    }

    void addEndTo(Suite suite) {
        suite.step("at the end of a tournament the best get their prizes, once", () -> {
            Person.await(
                    "the results",
                    RESULTS_SECONDS,
                    () -> look(paula).at("/leaderboard/state").asString().equals("OVER"));
            Person.await("the prize", () -> bonuses(paula).equals(List.of("6.00 CLAIMED")));
            Check.equal(List.of(), bonuses(quin), "prizes of who has no place");
            Check.equal(List.of(), bonuses(rosa), "prizes of who lost");
            Check.equal("1 of 2", places(paula), "the place when it is over");
        });
    }

    private void publish() {
        Instant now = SuiteWiring.clock().instant();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", "A race");
        content.put("type", "TOURNAMENT");
        content.put("triggers", List.of("RANK"));
        content.put(
                "value",
                Map.of(
                        "prizes",
                        Map.of(
                                "pool",
                                Person.money("10.00", EUR),
                                "places",
                                List.of(Map.of("from", 1, "percent", "60"), Map.of("from", 2, "percent", "40")))));
        content.put("competition", Map.of("score", "NET_WIN", "games", List.of("race-" + run)));
        content.put(
                "schedule",
                Map.of(
                        "from", now.minusSeconds(5).toString(),
                        "until", now.plus(LENGTH).toString()));
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", code, "content", content))
                .ok();
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", code, "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    private Answer look(Person by) {
        return by.ask("{ leaderboard(code: \"" + code
                        + "\") { state players me { place } entries(first: 10) { nodes { place player score } } } }")
                .ok();
    }

    private String places(Person by) {
        Answer seen = look(by);
        return seen.at("/leaderboard/me/place").asInt() + " of "
                + seen.at("/leaderboard/players").asInt();
    }

    private Answer page(Person by, String more) {
        return by.ask("{ leaderboard(code: \"" + code + "\") { entries(first: 1" + more
                        + ") { nodes { place } pageInfo { endCursor } } } }")
                .ok();
    }

    private List<String> bonuses(Person by) {
        return by.ask("{ me { bonuses(first: 20) { nodes { templateCode state value { amount } } } } }")
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .filter(bonus -> bonus.at("/templateCode").asString().equals(code))
                .map(bonus -> bonus.at("/value/amount").asString()
                        + ' '
                        + bonus.at("/state").asString())
                .toList();
    }

    private void bet(Person player, String name, String stake, String win) {
        BonusPlay.played(game, player, run + '-' + name, "race-" + run, stake, win);
    }
}
