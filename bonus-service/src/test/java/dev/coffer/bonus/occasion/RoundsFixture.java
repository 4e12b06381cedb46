package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.SiftOffers;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** Many players, and templates of the clock for some of them. */
record RoundsFixture(TestService service, TestTokens tokens) {

    void ask(String tenantId, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation($input: " + type + "!) { " + mutation
                + "(input: $input) { __typename ... on Refusal { code message } } }";
        JsonNode answer = service.ask(query, Map.of("input", input), tokens.user("adam", tenantId, "admin"));
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        assertThat(answer.at("/data/" + mutation + "/code").isMissingNode())
                .as("%s", answer)
                .isTrue();
    }

    /** A bonus of 5 euros for everybody in the segment. */
    RunningTemplate publish(String tenantId, String code, String segment) {
        Map<String, Object> content = new HashMap<>(Map.of(
                "name",
                "A bonus",
                "type",
                "FLASH",
                "triggers",
                List.of("SCHEDULE"),
                "value",
                Map.of("fixed", Map.of("amount", "5", "currency", "EUR")),
                "eligibility",
                Map.of("segmentIn", List.of(segment)),
                "schedule",
                Map.of(
                        "from", Instant.now().minusSeconds(60).toString(),
                        "until", Instant.now().plusSeconds(36_000).toString())));
        ask(tenantId, "saveBonusTemplate", Map.of("code", code, "content", content));
        ask(tenantId, "publishBonusTemplate", Map.of("code", code, "version", 1));
        return Objects.requireNonNull(service.bean(RunningTemplates.class).find(tenantId, code));
    }

    static Round.Key key(String tenantId, String code) {
        return new Round.Key(tenantId, code, Trigger.SCHEDULE);
    }

    MongoCollection<Document> collection(String name) {
        return service.bean(MongoDatabase.class).getCollection(name);
    }

    static String user(int number) {
        return "player-%07d".formatted(number);
    }

    void players(String tenantId, int count, String segment) {
        List<Document> players = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            players.add(new Document("tenantId", tenantId)
                    .append("userId", user(i))
                    .append("segments", List.of(segment))
                    .append("turns", 1L));
        }
        collection("players").insertMany(players);
    }

    List<String> given(String tenantId) {
        return collection("awards")
                .find(Filters.eq("tenantId", tenantId))
                .map(award -> award.getString("userId"))
                .into(new ArrayList<>());
    }

    /** By another clock than the service's. */
    static GiveBatch giveBatch(TestService service, Clock clock) {
        return new GiveBatch(
                service.bean(FindPlayers.class),
                service.bean(Players.class),
                service.bean(SiftOffers.class),
                service.bean(GiveOffers.class),
                service.bean(Transactions.class),
                clock,
                new SimpleMeterRegistry());
    }

    boolean go(String tenantId, RunningTemplate template) {
        return service.bean(GoRounds.class).go(key(tenantId, template.code()), template, () -> false);
    }
}
