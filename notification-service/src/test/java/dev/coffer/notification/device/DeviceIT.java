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
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.push.ProviderStub;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.push.PushFixtures;
import java.io.IOException;
import java.nio.file.Files;
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
import tools.jackson.databind.json.JsonMapper;

/** Devices as their owners register them, at two replicas, and what is pushed to them through FCM. */
@ExtendWith(StoresExtension.class)
final class DeviceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REGISTER = "mutation($input: RegisterDeviceInput!) { registerDevice(input: $input) {"
            + " ... on PushDevice { id platform name } ... on Refusal { code field } } }";
    private static final String UNREGISTER = "mutation($input: UnregisterDeviceInput!) {"
            + " unregisterDevice(input: $input) { ... on PushDevices { nodes { id } } } }";
    private static final String MINE = "{ myDevices { nodes { id platform name } } webPushKey }";
    private static final String DELIVERIES = "{ myDeliveries { nodes { channel state failure kind } } }";

    private record Registered(String userId, String displayName) {}

    private record Closed(String userId) {}

    private record Deposited(String userId, String amount, String fee, String currency, String balance, String at) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;
    private static TestEmitter auth;
    private static TestEmitter payment;
    private static ProviderStub google;
    private static ToldEvents told;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String fcmToken = "fcm:" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database, @TempDir Path folder) throws IOException, JOSEException {
        google = new ProviderStub(_ -> Answer.of(200, ""));
        Path account = Files.writeString(
                folder.resolve("fcm.json"), PushFixtures.serviceAccount(PushFixtures.rsa(), google.url()));
        tokens = TestTokens.start();
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
        Map<String, String> settings = Map.of(
                "coffer.notification.push.fcm.service-account-file",
                account.toString(),
                "coffer.notification.push.fcm.url",
                google.url());
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        told = new ToldEvents(service);
    }

    @AfterAll
    static void stop() {
        auth.close();
        payment.close();
        service.close();
        replica.close();
        tokens.close();
        google.close();
    }

    @BeforeEach
    void takesAll() {
        google.answerWith(DeviceIT::taken);
    }

    private static Answer taken(ProviderStub.Asked asked) {
        return asked.path().equals("/token")
                ? Answer.of(200, "{\"access_token\": \"ya29\", \"expires_in\": 3599}")
                : Answer.of(200, "{\"name\": \"projects/coffer-test/messages/1\"}");
    }

    private String token(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    private JsonNode register(TestService at, String bearer, Map<String, Object> input) {
        return at.ask(REGISTER, Map.of("input", input), bearer);
    }

    private String registered(String userId, String fcm) {
        JsonNode answer = register(service, token(userId), Map.of("platform", "FCM", "token", fcm));
        String id = answer.at("/data/registerDevice/id").asString("");
        assertThat(id).as(answer.toString()).isNotEmpty();
        return id;
    }

    private List<String> mine(String userId) {
        return service.ask(MINE, token(userId)).at("/data/myDevices/nodes").findValuesAsString("id");
    }

    private static List<JsonNode> pushedTo(String fcm) {
        return google.asked().stream()
                .filter(asked -> asked.path().endsWith(":send"))
                .map(asked -> JsonMapper.shared().readTree(asked.text()))
                .filter(json -> json.at("/message/token").asString().equals(fcm))
                .toList();
    }

    /** A workflow of the tenant's own, with a built-in template that has nothing of its own for PUSH. */
    private void pushDeposits() {
        JsonNode saved = service.ask("""
                mutation { saveWorkflow(input: {event: "wallet.deposit.completed", category: MONEY, isCritical: false,
                    priority: HIGH, isEnabled: true, steps: [{name: "push", channel: PUSH,
                    template: "wallet.deposit.completed"}], expectedVersion: 0}) { __typename
                    ... on Refusal { code message } } }""", tokens.user("olga", tenantId, "admin"));
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
                        () -> service.ask(DELIVERIES, token(userId)).at("/data/myDeliveries/nodes"),
                        nodes -> nodes.toString().contains("\"state\":\"" + state + "\""));
    }

    @Test
    void a_device_is_registered_once_however_often_and_its_address_is_kept_sealed() {
        String id = registered("ann", fcmToken);
        assertThat(registered("ann", fcmToken)).isEqualTo(id);
        assertThat(mine("ann")).containsExactly(id);

        MongoDatabase database = service.bean(MongoDatabase.class);
        Document kept = database.getCollection("push_devices")
                .find(new Document("_id", id))
                .first();
        assertThat(kept).isNotNull();
        assertThat(kept.toJson()).doesNotContain(fcmToken);
    }

    @Test
    void registered_at_once_at_two_replicas_it_is_one_device_too() {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 16)
                    .forEach(i -> all.submit(() -> register(
                            i % 2 == 0 ? service : replica,
                            token(i < 8 ? "ann" : "bob"),
                            Map.of("platform", "FCM", "token", fcmToken))));
        }
        assertThat(mine("ann").size() + mine("bob").size()).isEqualTo(1);
    }

    @Test
    void a_device_that_another_user_registers_is_theirs_and_another_tenants_stays() {
        String anns = registered("ann", fcmToken);
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        register(service, tokens.user("ann", elsewhere, "user"), Map.of("platform", "FCM", "token", fcmToken));
        String bobs = registered("bob", fcmToken);

        assertThat(bobs).isNotEqualTo(anns);
        assertThat(mine("ann")).isEmpty();
        assertThat(mine("bob")).containsExactly(bobs);
        assertThat(service.ask(MINE, tokens.user("ann", elsewhere, "user"))
                        .at("/data/myDevices/nodes")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void nobody_takes_another_users_device_away_and_taking_it_away_again_changes_nothing() {
        String anns = registered("ann", fcmToken);
        Map<String, Object> input = Map.of("input", Map.of("deviceId", anns));
        service.ask(UNREGISTER, input, token("bob"));
        service.ask(UNREGISTER, input, tokens.user("ann", "another-" + tenantId, "user"));
        assertThat(mine("ann")).containsExactly(anns);
        for (int i = 0; i < 2; i++) {
            JsonNode left = service.ask(UNREGISTER, input, token("ann"));
            assertThat(left.at("/data/unregisterDevice/nodes").isArray())
                    .as(left.toString())
                    .isTrue();
        }
        assertThat(mine("ann")).isEmpty();
    }

    @Test
    void of_more_than_ten_the_one_that_was_not_registered_for_longest_gives_way() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RegisterDevice.MOST; i++) {
            ids.add(registered("ann", fcmToken + i));
        }
        registered("ann", fcmToken + 0);
        String last = registered("ann", fcmToken + "last");

        assertThat(mine("ann"))
                .hasSize(RegisterDevice.MOST)
                .contains(last, ids.getFirst())
                .doesNotContain(ids.get(1));
    }

    @Test
    void what_is_no_address_is_refused_field_by_field() {
        Map<String, Object> web = Map.of(
                "endpoint", "https://push.evil.example/x\r\nHost: a",
                "p256dh", PushFixtures.offTheCurve(),
                "auth", "c2hvcnQ");
        JsonNode wrong = register(service, token("ann"), Map.of("platform", "WEB_PUSH", "webPush", web));
        assertThat(TestService.wrongFields(wrong))
                .containsExactlyInAnyOrder("input.webPush.endpoint", "input.webPush.p256dh", "input.webPush.auth");
        assertThat(TestService.errorCode(register(
                        service, token("ann"), Map.of("platform", "APNS", "token", "../../3/device/" + fcmToken))))
                .isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(register(service, token("ann"), Map.of("platform", "FCM"))))
                .isEqualTo("INVALID_INPUT");
        assertThat(mine("ann")).isEmpty();
    }

    @Test
    void a_browsers_push_service_is_one_that_is_listed() throws JOSEException {
        Map<String, Object> web = Map.of(
                "endpoint", "https://169.254.169.254/latest",
                "p256dh", PushFixtures.browserKey(),
                "auth", "BTBZMqHH6r4Tts7J_aSIgg");
        JsonNode refused = register(service, token("ann"), Map.of("platform", "WEB_PUSH", "webPush", web));
        assertThat(refused.at("/data/registerDevice/code").asString()).isEqualTo("PUSH_SERVICE_UNKNOWN");
    }

    @Test
    void an_event_is_pushed_to_each_device_once_as_the_inbox_would_say_it() {
        pushDeposits();
        registered("ann", fcmToken + "a");
        registered("ann", fcmToken + "b");
        registered("bob", fcmToken + "c");
        deposit("ann");
        await().atMost(PATIENCE).until(() -> delivery("ann", "SENT").size() == 2);

        for (String device : List.of("a", "b")) {
            assertThat(pushedTo(fcmToken + device))
                    .singleElement()
                    .satisfies(message -> assertThat(
                                    message.at("/message/notification/title").asString())
                            .contains("12.50 EUR"));
        }
        assertThat(pushedTo(fcmToken + "c")).isEmpty();
        assertThat(delivery("ann", "SENT").toString()).doesNotContain(fcmToken);
    }

    @Test
    void a_device_that_is_gone_comes_back_and_is_forgotten() {
        pushDeposits();
        registered("ann", fcmToken);
        google.answerWith(asked -> asked.path().equals("/token")
                ? taken(asked)
                : Answer.of(
                        404,
                        "{\"error\": {\"status\": \"NOT_FOUND\", \"details\": [{\"errorCode\": \"UNREGISTERED\"}]}}"));
        deposit("ann");

        assertThat(delivery("ann", "BOUNCED").toString()).contains("FCM has no such device, 404 UNREGISTERED");
        assertThat(mine("ann")).isEmpty();
    }

    @Test
    void what_the_user_does_not_want_by_push_is_not_pushed() {
        pushDeposits();
        registered("ann", fcmToken);
        service.ask("""
                mutation { savePreferences(input: {choices: [{category: MONEY, channel: PUSH, isWanted: false}]})
                    { __typename } }""", token("ann"));
        deposit("ann");

        delivery("ann", "SUPPRESSED");
        assertThat(pushedTo(fcmToken)).isEmpty();
    }

    /** Every collection is looked at, so that a new one that keeps something is found too. */
    @Test
    void of_a_closed_account_no_device_is_left_however_it_is_registered_meanwhile() {
        List<String> users =
                IntStream.range(0, 10).mapToObj(i -> "closing-" + i).toList();
        users.forEach(user -> {
            auth.tell(new Registered(user, "Somebody"), user, tenantId);
            registered(user, fcmToken + user);
        });
        await().atMost(PATIENCE)
                .until(() -> users.stream()
                        .allMatch(user -> told.typesOf(tenantId, user).contains("account.opened")));
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            users.forEach(user -> {
                auth.tell(new Closed(user), user, tenantId);
                for (int i = 0; i < 6; i++) {
                    Map<String, Object> input = Map.of("platform", "FCM", "token", fcmToken + user + i);
                    TestService at = i % 2 == 0 ? service : replica;
                    all.submit(() -> register(at, token(user), input));
                }
            });
        }
        users.forEach(user -> await().atMost(PATIENCE)
                .until(() -> "DEVICE_ACCOUNT_CLOSED"
                        .equals(register(
                                        service, token(user), Map.of("platform", "FCM", "token", fcmToken + user + "x"))
                                .at("/data/registerDevice/code")
                                .asString(""))));

        MongoDatabase database = service.bean(MongoDatabase.class);
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
