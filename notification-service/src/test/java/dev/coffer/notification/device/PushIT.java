package dev.coffer.notification.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.notification.push.ProviderStub.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is pushed to devices through FCM when something happens, and what is left of them when their owner goes. */
@ExtendWith(StoresExtension.class)
final class PushIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DELIVERIES = "{ myDeliveries { nodes { channel state failure kind } } }";

    private record Registered(String userId, String displayName) {}

    private record Closed(String userId) {}

    private record Deposited(String userId, String amount, String fee, String currency, String balance, String at) {}

    private static DeviceStage stage;
    private static TestEmitter auth;
    private static TestEmitter payment;
    private static ToldEvents told;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String fcmToken = "fcm:" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database, @TempDir Path folder) throws IOException, JOSEException {
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(
                        new EventType<>("user.registered", 1, Registered.class),
                        new EventType<>("user.closed", 1, Closed.class)));
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
        stage = new DeviceStage(database, folder);
        told = new ToldEvents(stage.service);
    }

    @AfterAll
    static void stop() {
        auth.close();
        payment.close();
        stage.close();
    }

    @BeforeEach
    void takesAll() {
        stage.google.answerWith(DeviceStage::taken);
    }

    /** A workflow of the tenant's own, with a built-in template that has nothing of its own for PUSH. */
    private void pushDeposits() {
        JsonNode saved = stage.service.ask("""
                mutation { saveWorkflow(input: {event: "wallet.deposit.completed", category: MONEY, isCritical: false,
                    priority: HIGH, isEnabled: true, steps: [{name: "push", channel: PUSH,
                    template: "wallet.deposit.completed"}], expectedVersion: 0}) { __typename
                    ... on Refusal { code message } } }""", stage.tokens.user("olga", tenantId, "admin"));
        assertThat(saved.at("/data/saveWorkflow/__typename").asString(""))
                .as(saved.toString())
                .isEqualTo("NotificationWorkflow");
    }

    private void deposit(String userId) {
        payment.tell(new Deposited(userId, "12.50", "0.00", "EUR", "20.00", "2026-11-23T09:30:00Z"), userId, tenantId);
    }

    private JsonNode delivery(String userId, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> stage.service
                                .ask(DELIVERIES, stage.user(tenantId, userId))
                                .at("/data/myDeliveries/nodes"),
                        nodes -> nodes.toString().contains("\"state\":\"" + state + "\""));
    }

    @Test
    void an_event_is_pushed_to_each_device_once_as_the_inbox_would_say_it() {
        pushDeposits();
        stage.registered(tenantId, "ann", fcmToken + "a");
        stage.registered(tenantId, "ann", fcmToken + "b");
        stage.registered(tenantId, "bob", fcmToken + "c");
        deposit("ann");
        await().atMost(PATIENCE)
                .until(() -> delivery("ann", "SENT").findValuesAsString("state"), List.of("SENT", "SENT")::equals);

        for (String device : List.of("a", "b")) {
            assertThat(stage.pushedTo(fcmToken + device))
                    .singleElement()
                    .satisfies(message -> assertThat(
                                    message.at("/message/notification/title").asString())
                            .contains("12.50 EUR"));
        }
        assertThat(stage.pushedTo(fcmToken + "c")).isEmpty();
        assertThat(delivery("ann", "SENT").toString()).doesNotContain(fcmToken);
    }

    @Test
    void a_device_that_is_gone_comes_back_and_is_forgotten() {
        pushDeposits();
        stage.registered(tenantId, "ann", fcmToken);
        stage.google.answerWith(asked -> asked.path().equals("/token")
                ? DeviceStage.taken(asked)
                : Answer.of(
                        404,
                        "{\"error\": {\"status\": \"NOT_FOUND\", \"details\": [{\"errorCode\": \"UNREGISTERED\"}]}}"));
        deposit("ann");

        assertThat(delivery("ann", "BOUNCED").toString()).contains("FCM has no such device, 404 UNREGISTERED");
        assertThat(stage.devices(tenantId, "ann")).isEmpty();
    }

    @Test
    void what_the_user_does_not_want_by_push_is_not_pushed() {
        pushDeposits();
        stage.registered(tenantId, "ann", fcmToken);
        stage.service.ask("""
                mutation { savePreferences(input: {choices: [{category: MONEY, channel: PUSH, isWanted: false}]})
                    { __typename } }""", stage.user(tenantId, "ann"));
        deposit("ann");

        delivery("ann", "SUPPRESSED");
        assertThat(stage.pushedTo(fcmToken)).isEmpty();
    }

    /** Every collection is looked at, so that a new one that keeps something is found too. */
    @Test
    void of_a_closed_account_no_device_is_left_however_it_is_registered_meanwhile() {
        List<String> users =
                IntStream.range(0, 10).mapToObj(i -> "closing-" + i).toList();
        users.forEach(user -> {
            auth.tell(new Registered(user, "Somebody"), user, tenantId);
            stage.registered(tenantId, user, fcmToken + user);
        });
        await().atMost(PATIENCE)
                .until(() -> users.stream()
                        .allMatch(user -> told.typesOf(tenantId, user).contains("account.opened")));
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            users.forEach(user -> {
                auth.tell(new Closed(user), user, tenantId);
                for (int i = 0; i < 6; i++) {
                    Map<String, Object> input = Map.of("platform", "FCM", "token", fcmToken + user + i);
                    TestService at = i % 2 == 0 ? stage.service : stage.replica;
                    all.submit(() -> stage.register(at, stage.user(tenantId, user), input));
                }
            });
        }
        users.forEach(user -> await().atMost(PATIENCE)
                .until(() -> "DEVICE_ACCOUNT_CLOSED"
                        .equals(stage.register(
                                        stage.service,
                                        stage.user(tenantId, user),
                                        Map.of("platform", "FCM", "token", fcmToken + user + "x"))
                                .at("/data/registerDevice/code")
                                .asString(""))));

        MongoDatabase database = stage.service.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames().into(new ArrayList<>())) {
            if (collection.startsWith("push_")) {
                Document left = database.getCollection(collection)
                        .find(new Document("tenantId", tenantId))
                        .first();
                assertThat(left).as(collection).isNull();
            }
        }
        assertNoTrace(database, users);
    }

    /** But that they are gone, which nothing could be kept away by otherwise; and ids in logs that expire by themselves. */
    private void assertNoTrace(MongoDatabase database, List<String> users) {
        List<String> byDesign = List.of("undone_registrations", "outbox", "event_journal", "inbox_log");
        for (String collection : database.listCollectionNames().into(new ArrayList<>())) {
            Document filter = new Document("tenantId", tenantId).append("userId", new Document("$in", users));
            @Nullable
            Document left = database.getCollection(collection).find(filter).first();
            assertThat(byDesign.contains(collection) ? null : left)
                    .as(collection)
                    .isNull();
        }
    }
}
