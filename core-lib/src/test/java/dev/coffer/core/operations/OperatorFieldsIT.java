package dev.coffer.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The operators' fields of a real service over HTTP. */
@ExtendWith(StoresExtension.class)
class OperatorFieldsIT {

    private static final String LIST =
            "query($first: Int, $after: String) { sampleDeadLetters(first: $first, after: $after)"
                    + " { nodes { id consumer state eventType key error history { error } at }"
                    + " pageInfo { hasNextPage endCursor } } }";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(SampleApplication.class, "sample", database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static String admin() {
        return tokens.user("ada", "main", "admin");
    }

    private static MongoCollection<Document> letters() {
        return service.bean(MongoDatabase.class).getCollection("event_dead_letters");
    }

    @BeforeEach
    void three_letters() {
        letters().deleteMany(new Document());
        for (int number = 1; number <= 3; number++) {
            letters()
                    .insertOne(new Document("_id", "ledger/100-" + number)
                            .append("consumer", "ledger")
                            .append("state", number == 3 ? "WAITING" : "POISONED")
                            .append("streamId", "%016x%016x".formatted(100, number))
                            .append("tenantId", number == 2 ? "other" : "main")
                            .append("eventType", "order.placed")
                            .append("key", "key-1")
                            .append("payload", "{\"data\":{\"name\":\"Ann\"}}")
                            .append("error", "java.lang.IllegalArgumentException: poison")
                            .append("history", List.of(new Document("at", new Date(number)).append("error", "poison")))
                            .append("at", new Date(number)));
        }
    }

    @Test
    void an_operator_pages_through_the_letters_of_the_own_tenant() {
        JsonNode first = service.ask(LIST, Map.of("first", 1), admin());
        assertThat(first.at("/data/sampleDeadLetters/nodes/0/id").asString()).isEqualTo("ledger/100-1");
        assertThat(first.at("/data/sampleDeadLetters/nodes/0/history/0/error").asString())
                .isEqualTo("poison");
        assertThat(first.at("/data/sampleDeadLetters/nodes/0/at").asString()).isEqualTo("1970-01-01T00:00:00.001Z");

        String cursor = first.at("/data/sampleDeadLetters/pageInfo/endCursor").asString();
        JsonNode second = service.ask(LIST, Map.of("first", 1, "after", cursor), admin());
        assertThat(second.at("/data/sampleDeadLetters/nodes/0/id").asString()).isEqualTo("ledger/100-3");
        assertThat(second.at("/data/sampleDeadLetters/pageInfo/hasNextPage").asBoolean())
                .isFalse();
    }

    @Test
    void users_may_not_and_an_operator_may_look_but_not_into_the_payload() {
        String operator = tokens.user("olga", "main", "operator");
        assertThat(TestService.errorCode(service.ask(LIST, tokens.user("ann")))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(LIST, (String) null))).isEqualTo("UNAUTHENTICATED");
        JsonNode looked = service.ask("{ sampleDeadLetters { nodes { id payload } } }", operator);
        assertThat(looked.at("/data/sampleDeadLetters/nodes/0/id").asString()).isEqualTo("ledger/100-1");
        assertThat(looked.at("/data/sampleDeadLetters/nodes/0/payload").isNull())
                .isTrue();
        assertThat(TestService.errorCode(looked)).isEqualTo("FORBIDDEN");
        assertThat(service.ask("{ sampleDeadLetters { nodes { payload } } }", admin())
                        .at("/data/sampleDeadLetters/nodes/0/payload")
                        .asString())
                .contains("Ann");
    }

    private static JsonNode mutate(String mutation, String id) {
        return service.ask(
                "mutation($id: ID!) { answer: " + mutation + "(input: {id: $id}) {"
                        + " __typename ... on DeadLetter { id state } ... on Refusal { code field } } }",
                Map.of("id", id),
                admin());
    }

    @Test
    void a_poisoned_letter_is_retried_and_a_waiting_one_is_refused() {
        assertThat(mutate("sampleRetryDeadLetter", "ledger/100-1")
                        .at("/data/answer/state")
                        .asString())
                .isEqualTo("RETRYING");
        assertThat(mutate("sampleRetryDeadLetter", "ledger/100-3")
                        .at("/data/answer/code")
                        .asString())
                .isEqualTo("DEAD_LETTER_WAITS");
    }

    @Test
    void a_letter_of_another_tenant_is_not_found_and_stays() {
        assertThat(TestService.errorCode(mutate("sampleRetryDeadLetter", "ledger/100-2")))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(mutate("sampleDiscardDeadLetter", "ledger/100-2")))
                .isEqualTo("NOT_FOUND");
        assertThat(letters().countDocuments()).isEqualTo(3);
    }

    @Test
    void a_discarded_letter_is_gone() {
        assertThat(mutate("sampleDiscardDeadLetter", "ledger/100-1")
                        .at("/data/answer/id")
                        .asString())
                .isEqualTo("ledger/100-1");
        assertThat(letters().countDocuments(new Document("_id", "ledger/100-1")))
                .isZero();
    }

    private static final String REPLAY = "{ id state eventType consumer requestedBy matched events error }";

    private static JsonNode replay(String key, String consumer) {
        return service.ask(
                        "mutation($key: String!, $consumer: String!) { answer: sampleReplayEvents(input:"
                                + " {idempotencyKey: $key, eventType: \"order.placed\","
                                + " from: \"2026-01-01T00:00:00Z\", to: \"2026-01-02T00:00:00Z\","
                                + " consumer: $consumer}) { ... on Refusal { code message } ... on EventReplay "
                                + REPLAY + " } }",
                        Map.of("key", key, "consumer", consumer),
                        admin())
                .at("/data/answer");
    }

    @Test
    void a_replay_to_a_consumer_that_nobody_knows_is_refused() {
        assertThat(replay("r1", "nobody").path("code").asString()).isEqualTo("UNKNOWN_CONSUMER");
    }

    /** As the relay remembers lanes that have reported to it; it may be about to write what it knows itself. */
    private static void letConsumerBeKnown() {
        service.bean(MongoDatabase.class)
                .getCollection("event_relay")
                .updateOne(new Document(), new Document("$set", new Document("lanes.ledger/0", "0-0|0")));
    }

    @Test
    void a_replay_is_answered_at_once_carried_out_looked_up_and_cannot_be_called_off_after_its_end() {
        String id = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            letConsumerBeKnown();
                            return replay("r2", "ledger").path("id").asString("");
                        },
                        given -> !given.isEmpty());
        String one = "query($id: ID!) { answer: sampleEventReplay(id: $id) " + REPLAY + " }";

        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.ask(one, Map.of("id", id), admin())
                        .at("/data/answer/state")
                        .asString()
                        .equals("DONE"));

        JsonNode listed = service.ask("{ answer: sampleEventReplays(first: 1) { nodes " + REPLAY + " } }", admin());
        assertThat(listed.at("/data/answer/nodes/0/id").asString()).isEqualTo(id);
        assertThat(listed.at("/data/answer/nodes/0/requestedBy").asString()).isEqualTo("ada");
        assertThat(listed.at("/data/answer/nodes/0/matched").asInt(-1)).isZero();
        JsonNode late = service.ask(
                "mutation($id: ID!) { answer: sampleCancelEventReplay(input: {id: $id}) { ... on Refusal { code } } }",
                Map.of("id", id),
                admin());
        assertThat(late.at("/data/answer/code").asString()).isEqualTo("REPLAY_OVER");
        String eve = tokens.user("eve", "other", "admin");
        assertThat(TestService.errorCode(service.ask(one, Map.of("id", id), eve)))
                .isEqualTo("NOT_FOUND");
    }
}
