package dev.coffer.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What staff has sent, by two replicas. */
@ExtendWith(StoresExtension.class)
final class DispatchIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SHOWN = " { ... on NotificationDispatch { id state recipients handled unknown }"
            + " ... on Refusal { code field } }";
    private static final String TEMPLATE = "offer.summer";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        replica.close();
        tokens.close();
    }

    @BeforeEach
    void saveTemplate() {
        Map<String, Object> input = Map.of(
                "key",
                TEMPLATE,
                "variables",
                List.of(Map.of("name", "name", "sample", "Ann")),
                "variants",
                List.of(
                        Map.of("locale", "en", "channel", "IN_APP", "subject", "Hi {{name}}!", "text", "Sun."),
                        Map.of("locale", "de", "channel", "IN_APP", "subject", "Hallo!", "text", "Sonne.")),
                "expectedVersion",
                0);
        assertThat(ask("saveTemplate", input, " { ... on NotificationTemplate { version } }")
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    private String admin() {
        return tokens.user("olga", tenantId, "admin");
    }

    private JsonNode ask(String mutation, Map<String, ?> input, String shown) {
        return raw(service, mutation, input, shown).at("/data/" + mutation);
    }

    private JsonNode raw(TestService at, String mutation, Map<String, ?> input, String shown) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return at.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input)" + shown + " }",
                Map.of("input", input),
                admin());
    }

    private void know(String locale, List<String> userIds) {
        service.bean(Transactions.class)
                .run(unit -> userIds.forEach(userId -> service.bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, locale, "nothing", null, null))));
    }

    private Map<String, Object> order(String key, String userId) {
        return new HashMap<>(Map.of(
                "idempotencyKey",
                key,
                "userId",
                userId,
                "template",
                TEMPLATE,
                "values",
                List.of(Map.of("name", "name", "value", "Bo")),
                "category",
                "BONUS",
                "channels",
                List.of("IN_APP")));
    }

    private Map<String, Object> bulk(String key, String category) {
        return new HashMap<>(Map.of(
                "idempotencyKey", key, "template", TEMPLATE, "category", category, "channels", List.of("IN_APP")));
    }

    private JsonNode dispatch(String id) {
        return service.ask(
                        "query($id: ID!) { notificationDispatch(id: $id) { state recipients handled unknown } }",
                        Map.of("id", id),
                        admin())
                .at("/data/notificationDispatch");
    }

    private JsonNode awaitState(String id, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> dispatch(id),
                        found -> found.path("state").asString().equals(state));
    }

    private List<String> subjects(String userId) {
        return service.ask("{ inbox { nodes { subject } } }", tokens.user(userId, tenantId, "user"))
                .at("/data/inbox/nodes")
                .valueStream()
                .map(node -> node.path("subject").asString())
                .toList();
    }

    @Test
    void an_order_that_comes_often_at_once_and_at_two_replicas_is_one() throws Exception {
        know("en", List.of("ann"));
        Set<String> ids = new HashSet<>();
        try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> all = IntStream.range(0, 10)
                    .mapToObj(i -> at.submit(
                            () -> raw(i % 2 == 0 ? service : replica, "sendNotification", order("once", "ann"), SHOWN)))
                    .toList();
            for (Future<JsonNode> one : all) {
                ids.add(one.get().at("/data/sendNotification/id").asString());
            }
        }
        assertThat(ids).hasSize(1);
        awaitState(ids.iterator().next(), "DONE");

        assertThat(subjects("ann")).containsExactly("Hi Bo!");
        Map<String, Object> other = order("once", "ann");
        other.put("category", "MONEY");
        assertThat(ask("sendNotification", other, SHOWN).path("code").asString())
                .isEqualTo("DISPATCH_KEY_REUSED");
    }

    @Test
    void what_cannot_be_sent_is_refused() {
        know("en", List.of("ann"));
        Map<String, Object> builtIn = order("k1", "ann");
        builtIn.put("template", "account.welcome");
        assertThat(ask("sendNotification", builtIn, SHOWN).path("code").asString())
                .isEqualTo("DISPATCH_TEMPLATE_UNKNOWN");
        Map<String, Object> byMail = order("k2", "ann");
        byMail.put("channels", List.of("IN_APP", "EMAIL"));
        assertThat(ask("sendNotification", byMail, SHOWN).path("code").asString())
                .isEqualTo("DISPATCH_TEMPLATE_UNKNOWN");
        assertThat(ask("sendNotification", order("k3", "nobody"), SHOWN)
                        .path("code")
                        .asString())
                .isEqualTo("RECIPIENT_UNKNOWN");
        Map<String, Object> untold = order("k4", "ann");
        untold.put("values", List.of(Map.of("name", "nmae", "value", "x")));
        assertThat(TestService.errorCode(raw(service, "sendNotification", untold, SHOWN)))
                .isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(raw(service, "sendBulk", bulk("k5", "BONUS"), SHOWN)))
                .isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(service.ask(
                        "mutation($input: SendNotificationInput!) { sendNotification(input: $input)" + SHOWN + " }",
                        Map.of("input", order("k6", "ann")),
                        tokens.user("ann", tenantId, "user", "operator"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void what_waits_can_be_stopped_once_and_by_its_tenant_only() {
        know("en", List.of("ben"));
        Map<String, Object> later = order("later", "ben");
        later.put("sendAt", Instant.now().plus(Duration.ofHours(1)).toString());
        String id = ask("sendNotification", later, SHOWN).path("id").asString();
        assertThat(dispatch(id).path("state").asString()).isEqualTo("SCHEDULED");

        JsonNode stranger = service.ask(
                "mutation($input: CancelNotificationInput!) { cancelNotification(input: $input)" + SHOWN + " }",
                Map.of("input", Map.of("id", id)),
                tokens.user("eve", "other-" + tenantId, "admin"));
        assertThat(TestService.errorCode(stranger)).isEqualTo("NOT_FOUND");
        for (int i = 0; i < 2; i++) {
            assertThat(ask("cancelNotification", Map.of("id", id), SHOWN)
                            .path("state")
                            .asString())
                    .isEqualTo("CANCELLED");
        }
        String done =
                ask("sendNotification", order("now", "ben"), SHOWN).path("id").asString();
        awaitState(done, "DONE");
        assertThat(ask("cancelNotification", Map.of("id", done), SHOWN)
                        .path("code")
                        .asString())
                .isEqualTo("DISPATCH_ENDED");
        assertThat(subjects("ben")).hasSize(1);
    }

    @Test
    void many_get_it_once_each_and_those_who_do_not_want_it_or_are_not_there_do_not() {
        List<String> users = IntStream.range(0, 220).mapToObj(i -> "user-" + i).toList();
        know("en", users);
        service.ask(
                "mutation { savePreferences(input: {choices: [{category: BONUS, channel: IN_APP, isWanted: false}]})"
                        + " { __typename } }",
                tokens.user("user-7", tenantId, "user"));
        Map<String, Object> input = bulk("many", "BONUS");
        input.put(
                "userIds",
                Stream.concat(users.stream(), Stream.of("ghost-1", "ghost-2", "user-3"))
                        .toList());
        String id = ask("sendBulk", input, SHOWN).path("id").asString();
        JsonNode done = awaitState(id, "DONE");

        assertThat(done.path("recipients").asInt()).isEqualTo(222);
        assertThat(done.path("handled").asInt()).isEqualTo(220);
        assertThat(done.path("unknown").asInt()).isEqualTo(2);
        assertThat(count("notifications")).isEqualTo(219);
        assertThat(subjects("user-3")).hasSize(1);
        assertThat(subjects("user-7")).isEmpty();
        JsonNode stats = service.ask("{ notificationStats(days: 2) { channel sent suppressed failed } }", admin())
                .at("/data/notificationStats");
        assertThat(sum(stats, "sent")).isEqualTo(219);
        assertThat(sum(stats, "suppressed")).isEqualTo(1);
        assertThat(service.ask("{ deliveries(userId: \"user-7\") { nodes { reason } } }", admin())
                        .at("/data/deliveries/nodes/0/reason")
                        .asString())
                .isEqualTo("SUPPRESSED_BY_PREFERENCE");
    }

    @Test
    void a_segment_is_who_reads_a_language_and_news_reach_who_asked_for_them() {
        know("de-AT", List.of("de-1", "de-2"));
        know("de", List.of("de-3"));
        know("en", List.of("en-1"));
        service.ask(
                "mutation { savePreferences(input: {choices: [{category: NEWS, channel: IN_APP, isWanted: true}]})"
                        + " { __typename } }",
                tokens.user("de-2", tenantId, "user"));
        Map<String, Object> input = bulk("german", "NEWS");
        input.put("segment", Map.of("locale", "de"));
        String id = ask("sendBulk", input, SHOWN).path("id").asString();
        assertThat(awaitState(id, "DONE").path("recipients").asInt()).isEqualTo(3);

        assertThat(subjects("de-2")).containsExactly("Hallo!");
        assertThat(subjects("de-1")).isEmpty();
        assertThat(service.ask("{ deliveries(userId: \"de-1\") { nodes { reason } } }", admin())
                        .at("/data/deliveries/nodes/0/reason")
                        .asString())
                .isEqualTo("SUPPRESSED_WITHOUT_CONSENT");
        input.put("idempotencyKey", "french");
        input.put("segment", Map.of("locale", "fr"));
        assertThat(ask("sendBulk", input, SHOWN).path("code").asString()).isEqualTo("SEGMENT_EMPTY");
    }

    private long count(String collection) {
        Bson ofTenant = Filters.eq("tenantId", tenantId);
        return service.bean(MongoDatabase.class).getCollection(collection).countDocuments(ofTenant);
    }

    private static int sum(JsonNode stats, String field) {
        return stats.valueStream().mapToInt(stat -> stat.path(field).asInt()).sum();
    }
}
