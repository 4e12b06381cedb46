package dev.coffer.bonus.competition;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** A tenant with competitions: what operators do, and what players see. */
final class CompetitionFixture {

    static final String ENTRIES = " nodes { place player isMe score prize { amount } } ";

    final String tenantId = "tenant-" + UUID.randomUUID();

    private final TestService service;
    private final TestTokens tokens;

    CompetitionFixture(TestService service, TestTokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** Of a day, with a pool of 100 euros: half for the first, a quarter for the second, a tenth each for the two after them. */
    static Map<String, Object> content(String score) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A race", "type", "LEADERBOARD", "triggers", List.of("RANK")));
        content.put(
                "value",
                Map.of(
                        "prizes",
                        Map.of(
                                "pool",
                                Map.of("amount", "100.00", "currency", "EUR"),
                                "places",
                                List.of(
                                        Map.of("from", 1, "percent", "50"),
                                        Map.of("from", 2, "percent", "25"),
                                        Map.of("from", 3, "to", 4, "percent", "10")))));
        content.put("competition", new HashMap<>(Map.of("score", score, "period", "MONTH")));
        return content;
    }

    void publish(String code, Map<String, Object> content) {
        ask("saveBonusTemplate", Map.of("code", code, "content", content));
        ask("publishBonusTemplate", Map.of("code", code, "version", 1));
    }

    void ask(String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = service.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input),
                tokens.user("adam", tenantId, "admin"));
        assertThat(answer.at("/data/" + mutation + "/__typename").asString())
                .as("%s", answer)
                .isEqualTo("BonusTemplate");
    }

    JsonNode look(TestService at, String userId, String code, String selection) {
        return look(at, tenantId, userId, code, selection);
    }

    JsonNode look(TestService at, String tenant, String userId, String code, String selection) {
        return at.ask(
                "query($code: String!) { leaderboard(code: $code) { " + selection + " } }",
                Map.of("code", code),
                tokens.user(userId, tenant, "user"));
    }

    /** "place score" of the player, or "" without a place. */
    String own(TestService at, String userId, String code) {
        JsonNode me = look(at, userId, code, "me { place score }").at("/data/leaderboard/me");
        return me.isObject() ? me.path("place").asInt() + " " + me.path("score").asString() : "";
    }

    /** The scores from the first place on. */
    List<String> scores(TestService at, String code) {
        return look(at, "somebody", code, "entries(first: 100) {" + ENTRIES + "}")
                .at("/data/leaderboard/entries/nodes")
                .valueStream()
                .map(node ->
                        node.path("place").asInt() + " " + node.path("score").asString())
                .toList();
    }

    MongoDatabase database() {
        return service.bean(MongoDatabase.class);
    }

    List<Document> awards() {
        return database()
                .getCollection("awards")
                .find(Filters.eq("tenantId", tenantId))
                .into(new ArrayList<>());
    }

    Board board(String code) {
        return service.bean(ShowLeaderboard.class).find(tenantId, code, null).board();
    }

    /** As if so many had played: the first has the most. */
    void played(Board board, int players) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < players; i++) {
            Instant at = board.from().plusMillis(i);
            scores.add(new Score("user-" + i, "Player-" + (1_000 + i), 10_000L - i / 2, 1, 1, at));
        }
        service.bean(Transactions.class).run(unit -> service.bean(Scores.class).save(unit, board, scores));
    }
}
