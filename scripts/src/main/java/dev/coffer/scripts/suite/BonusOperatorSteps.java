package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What operators do with templates, and what is told and counted of it: tried out, given to many, followed, added up. */
final class BonusOperatorSteps {

    private static final String MANY = "MANY";

    private final Person admin;
    private final Person player;
    private final List<Person> others;
    private final BonusPlay play;
    private final Clock clock;
    private String bulkId = "";

    /** @param player has 22.00, @param others three who have joined, @param game has joined */
    BonusOperatorSteps(Person admin, Person player, Person game, List<Person> others, Clock clock) {
        this.admin = admin;
        this.player = player;
        this.others = others;
        this.play = new BonusPlay(admin, player, game);
        this.clock = clock;
    }

    void addTo(Suite suite) {
        suite.step("a template is tried out before anybody gets it, and by players not at all", this::simulates)
                .step("one bonus is given to many until its budget is spent, and each who is left is named", this::many)
                .step("what it cost is counted, to the cent", this::isCounted)
                .step("a player follows how a bonus is wagered, by the percent", this::isFollowed);
    }

    private void simulates() {
        Map<String, Object> content = BonusContents.fixed("TOP_UP", "DEPOSIT", "10.00");
        content.put("wagering", Map.of("times", "35"));
        content.put("validForDays", 30);
        content.put("eligibility", Map.of("amount", Map.of("min", Person.money("20.00", "EUR"))));
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", play.named("DRAFT"), "content", content))
                .ok();
        JsonNode results = simulate(admin).ok().at("/simulateBonusTemplate/results");
        Check.equal("350.00", results.at("/0/toWager/amount").asString(), "what would have to be wagered");
        Check.equal("AMOUNT", results.at("/1/whyNot/0/reason").asString(), "why the other would not get it");
        Check.error(simulate(player), "FORBIDDEN");
    }

    private Answer simulate(Person by) {
        return by.ask(
                "query S($input: SimulateBonusTemplateInput!) { simulateBonusTemplate(input: $input) { results { isGiven"
                        + " toWager { amount } whyNot { reason words } } } }",
                Map.of("input", Map.of("templateCode", play.named("DRAFT"), "samples", List.of(of("25"), of("5")))));
    }

    private static Map<String, Object> of(String euros) {
        return Map.of("player", Map.of(), "amount", Person.money(euros, "EUR"));
    }

    private void many() {
        Map<String, Object> content = BonusContents.fixed("CUSTOM", "OPERATOR", "5.00");
        content.put("budget", Map.of("total", Person.money("10.00", "EUR")));
        play.publish(MANY, content);
        Map<String, Object> input = Map.of(
                "templateCode",
                play.named(MANY),
                "userIds",
                others.stream().map(Person::id).toList(),
                "idempotencyKey",
                play.named(MANY));
        bulkId = Mutations.done(admin, "bulkAwardBonuses", input, "... on BonusBulk { id }", "/id");
        Check.equal(
                bulkId,
                Mutations.done(admin, "bulkAwardBonuses", input, "... on BonusBulk { id }", "/id"),
                "what a repeat answers");
        Person.await("the end of it", () -> !bulk().at("/endedAt").asString("").isEmpty());
        Check.equal(2, bulk().at("/given").asInt(), "how many were given it");
        Check.equal(others.getLast().id(), bulk().at("/refusals/nodes/0/userId").asString(), "who was not given it");
        Check.equal("BONUS_BUDGET_SPENT", bulk().at("/refusals/nodes/0/code").asString(), "why not");
    }

    private JsonNode bulk() {
        return admin.ask(
                        "query B($id: ID!) { bonusBulk(id: $id) { given endedAt refusals { nodes { userId code message }"
                                + " } } }",
                        Map.of("id", bulkId))
                .ok()
                .at("/bonusBulk");
    }

    private void isCounted() {
        Person.await("both to be counted", () -> stats().at("/0/converted").asInt(0) == 2);
        Check.equal("10.00", stats().at("/0/cost/amount").asString(), "what they cost");
    }

    private JsonNode stats() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return admin.ask(
                        "query S($code: String!, $from: String!, $to: String!) { bonusStats(templateCode: $code, from:"
                                + " $from, to: $to) { converted cost { amount } } }",
                        Map.of(
                                "code",
                                play.named(MANY),
                                "from",
                                today.minusDays(1).toString(),
                                "to",
                                today.plusDays(1).toString()))
                .ok()
                .at("/bonusStats");
    }

    private void isFollowed() {
        String id = play.take("FOLLOWED", BonusPlay.wagered("1.00", "10"));
        String own = "subscription { bonusProgressed(bonusId: \"" + id + "\") { state wagering { percent } } }";
        try (LiveEvents told = player.follow(own);
                LiveEvents stranger = others.getFirst().follow("subscription { bonusProgressed { templateCode } }")) {
            play.bet("half", "dice", "5.00", "0.00");
            Person.await("half of it", () -> values(told, "/wagering/percent").contains("50"));
            play.bet("rest", "dice", "5.00", "0.00");
            Person.await("the end", () -> values(told, "/state").contains("CONVERTED"));
            Check.that(
                    !values(stranger, "/templateCode").contains(play.named("FOLLOWED")), "nobody else is told of it");
        }
    }

    private static List<String> values(LiveEvents events, String pointer) {
        return events.all().stream()
                .map(event -> event.at("/data/bonusProgressed" + pointer).asString(""))
                .toList();
    }
}
