package dev.coffer.notification.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Replays;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Steps that wait, at two replicas. That what waits survives a kill and a clock that jumps is TaskRunnerIT's. */
@ExtendWith(StoresExtension.class)
final class TimingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENT = "wallet.transfer.completed";

    private record Completed(
            String userId,
            String amount,
            String fee,
            String currency,
            @Nullable String balance,
            String side) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;
    private static TestEmitter payment;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment", database + "_payment", List.of(new EventType<>(EVENT, 1, Completed.class)));
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        payment.close();
        service.close();
        replica.close();
        tokens.close();
    }

    private String admin() {
        return tokens.user("olga", tenantId, "admin");
    }

    private JsonNode change(String mutation, Map<String, ?> input, String shown) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return service.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { ... on Refusal { code message } "
                        + shown + " } }",
                Map.of("input", input),
                admin());
    }

    private void template(String key, String subject, String... variables) {
        List<Map<String, String>> declared = List.of(variables).stream()
                .map(name -> Map.of("name", name, "sample", "1"))
                .toList();
        Map<String, Object> input = Map.of(
                "key",
                key,
                "variables",
                declared,
                "variants",
                List.of(Map.of("locale", "en", "channel", "IN_APP", "subject", subject, "text", "It is so.")),
                "expectedVersion",
                0);
        assertThat(change("saveTemplate", input, "... on NotificationTemplate { version }")
                        .at("/data/saveTemplate/version")
                        .asInt())
                .isEqualTo(1);
    }

    private static Map<String, Object> step(
            String name, String template, @Nullable Map<String, Object> timing, String channel) {
        Map<String, Object> step = new HashMap<>(Map.of("name", name, "channel", channel, "template", template));
        if (timing != null) {
            step.put("timing", timing);
        }
        return step;
    }

    private JsonNode workflow(List<Map<String, Object>> steps) {
        return change(
                "saveWorkflow",
                Map.of(
                        "event",
                        EVENT,
                        "category",
                        "MONEY",
                        "isCritical",
                        false,
                        "priority",
                        "HIGH",
                        "isEnabled",
                        true,
                        "steps",
                        steps,
                        "expectedVersion",
                        0),
                "... on NotificationWorkflow { steps { name timing { kind seconds step } } }");
    }

    private void transfer(String userId, String amount) {
        payment.tell(new Completed(userId, amount, "0.00", "EUR", "15.00", "SENT"), userId, tenantId);
    }

    private JsonNode inbox(String userId) {
        return service.ask("{ inbox { nodes { id subject } } }", tokens.user(userId, tenantId, "user"))
                .at("/data/inbox/nodes");
    }

    private List<String> subjects(String userId) {
        return inbox(userId)
                .valueStream()
                .map(node -> node.path("subject").asString())
                .toList();
    }

    private long waiting() {
        return service.bean(MongoDatabase.class)
                .getCollection("notification_tasks")
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("kind", RunPostponed.KIND)));
    }

    @Test
    void many_events_become_one_message_that_says_how_many_and_a_replay_tells_nothing_again() {
        template("digest.transfers", "{{count}} transfers, the last of {{amount}}", "count", "amount");
        JsonNode saved =
                workflow(List.of(step("all", "digest.transfers", Map.of("kind", "DIGEST", "seconds", 3), "IN_APP")));
        assertThat(saved.at("/data/saveWorkflow/steps/0/timing/seconds").asInt())
                .isEqualTo(3);
        for (int i = 1; i <= 5; i++) {
            transfer("ann", i + ".00");
        }
        transfer("ben", "9.00");
        await().atMost(PATIENCE)
                .until(() -> subjects("ann").size() == 1 && subjects("ben").size() == 1);

        assertThat(subjects("ann")).containsExactly("5 transfers, the last of 5.00");
        assertThat(subjects("ben")).containsExactly("1 transfers, the last of 9.00");
        await().atMost(PATIENCE)
                .until(() ->
                        payment.replay(EVENT, tenantId, "notification-of-payment") instanceof Replays.Result.Recorded);
        transfer("ann", "6.00");
        await().atMost(PATIENCE).until(() -> subjects("ann").size() == 2);
        assertThat(subjects("ann").getFirst()).isEqualTo("1 transfers, the last of 6.00");
        assertThat(subjects("ben")).hasSize(1);
    }

    @Test
    void a_second_word_comes_only_to_who_did_not_see_the_first() {
        workflow(List.of(
                step("inbox", "wallet.transfer.sent", null, "IN_APP"),
                step(
                        "mail",
                        "wallet.transfer.sent",
                        Map.of("kind", "UNLESS_REACHED", "seconds", 8, "step", "inbox"),
                        "EMAIL")));
        transfer("cyd", "5.00");
        transfer("dan", "5.00");
        await().atMost(PATIENCE)
                .until(() -> inbox("cyd").size() == 1 && inbox("dan").size() == 1);
        assertThat(waiting()).isEqualTo(2);
        service.ask(
                "mutation($ids: [ID!]!) { markSeen(input: {notificationIds: $ids}) { __typename } }",
                Map.of("ids", List.of(inbox("cyd").at("/0/id").asString())),
                tokens.user("cyd", tenantId, "user"));
        know("dan");
        know("cyd");
        await().atMost(PATIENCE).until(() -> waiting() == 0);

        assertThat(mailsOf("dan")).isEqualTo(1);
        assertThat(mailsOf("cyd")).isZero();
    }

    /** With an address that cannot be opened: whether a letter was begun is what counts here. */
    private void know(String userId) {
        service.bean(Transactions.class)
                .run(unit -> service.bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, "en", "nothing", "unsealed", null)));
    }

    private long mailsOf(String userId) {
        return service.bean(MongoDatabase.class)
                .getCollection("deliveries")
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)));
    }

    @Test
    void what_is_delayed_comes_later_and_once() {
        workflow(List.of(
                step("now", "wallet.transfer.sent", null, "IN_APP"),
                step("later", "wallet.transfer.sent", Map.of("kind", "DELAY", "seconds", 2), "EMAIL")));
        know("eve");
        transfer("eve", "5.00");
        await().atMost(PATIENCE).until(() -> inbox("eve").size() == 1);
        assertThat(mailsOf("eve")).isZero();
        await().atMost(PATIENCE).until(() -> mailsOf("eve") == 1);
    }

    @Test
    void a_timing_that_cannot_be_is_refused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("kind", "DELAY", "seconds", 0),
                Map.of("kind", "DELAY", "seconds", 2_592_001),
                Map.of("kind", "DELAY", "seconds", 5, "step", "inbox"),
                Map.of("kind", "UNLESS_REACHED", "seconds", 5),
                Map.of("kind", "UNLESS_REACHED", "seconds", 5, "step", "itself"))) {
            JsonNode answer = workflow(List.of(step("itself", "wallet.transfer.sent", wrong, "IN_APP")));
            assertThat(TestService.errorCode(answer)).as(wrong.toString()).isEqualTo("INVALID_INPUT");
        }
    }
}
