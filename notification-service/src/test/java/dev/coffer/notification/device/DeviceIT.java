package dev.coffer.notification.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.push.PushFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Devices as their owners register them, at two replicas. */
@ExtendWith(StoresExtension.class)
final class DeviceIT {

    private static final String UNREGISTER = "mutation($input: UnregisterDeviceInput!) {"
            + " unregisterDevice(input: $input) { ... on PushDevices { nodes { id } } } }";

    private static DeviceStage stage;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String fcmToken = "fcm:" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database, @TempDir Path folder) throws IOException, JOSEException {
        stage = new DeviceStage(database, folder);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void a_device_is_registered_once_however_often_and_its_address_is_kept_sealed() {
        String id = stage.registered(tenantId, "ann", fcmToken);
        assertThat(stage.registered(tenantId, "ann", fcmToken)).isEqualTo(id);
        assertThat(stage.devices(tenantId, "ann")).containsExactly(id);

        MongoDatabase database = stage.service.bean(MongoDatabase.class);
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
                    .forEach(i -> all.submit(() -> stage.register(
                            i % 2 == 0 ? stage.service : stage.replica,
                            stage.user(tenantId, i < 8 ? "ann" : "bob"),
                            Map.of("platform", "FCM", "token", fcmToken))));
        }
        assertThat(stage.devices(tenantId, "ann").size()
                        + stage.devices(tenantId, "bob").size())
                .isEqualTo(1);
    }

    @Test
    void a_device_that_another_user_registers_is_theirs_and_another_tenants_stays() {
        String anns = stage.registered(tenantId, "ann", fcmToken);
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        stage.register(
                stage.service,
                stage.tokens.user("ann", elsewhere, "user"),
                Map.of("platform", "FCM", "token", fcmToken));
        String bobs = stage.registered(tenantId, "bob", fcmToken);

        assertThat(bobs).isNotEqualTo(anns);
        assertThat(stage.devices(tenantId, "ann")).isEmpty();
        assertThat(stage.devices(tenantId, "bob")).containsExactly(bobs);
        assertThat(stage.devices(elsewhere, "ann")).hasSize(1);
    }

    @Test
    void nobody_takes_another_users_device_away_and_taking_it_away_again_changes_nothing() {
        String anns = stage.registered(tenantId, "ann", fcmToken);
        Map<String, Object> input = Map.of("input", Map.of("deviceId", anns));
        stage.service.ask(UNREGISTER, input, stage.user(tenantId, "bob"));
        stage.service.ask(UNREGISTER, input, stage.tokens.user("ann", "another-" + tenantId, "user"));
        assertThat(stage.devices(tenantId, "ann")).containsExactly(anns);
        for (int i = 0; i < 2; i++) {
            JsonNode left = stage.service.ask(UNREGISTER, input, stage.user(tenantId, "ann"));
            assertThat(left.at("/data/unregisterDevice/nodes").isArray())
                    .as(left.toString())
                    .isTrue();
        }
        assertThat(stage.devices(tenantId, "ann")).isEmpty();
    }

    @Test
    void of_more_than_ten_the_one_that_was_not_registered_for_longest_gives_way() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RegisterDevice.MOST; i++) {
            ids.add(stage.registered(tenantId, "ann", fcmToken + i));
        }
        stage.registered(tenantId, "ann", fcmToken + 0);
        String last = stage.registered(tenantId, "ann", fcmToken + "last");

        assertThat(stage.devices(tenantId, "ann"))
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
        JsonNode wrong = stage.register(
                stage.service, stage.user(tenantId, "ann"), Map.of("platform", "WEB_PUSH", "webPush", web));
        assertThat(TestService.wrongFields(wrong))
                .containsExactlyInAnyOrder("input.webPush.endpoint", "input.webPush.p256dh", "input.webPush.auth");
        assertThat(TestService.errorCode(stage.register(
                        stage.service,
                        stage.user(tenantId, "ann"),
                        Map.of("platform", "APNS", "token", "../../3/device/" + fcmToken))))
                .isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(
                        stage.register(stage.service, stage.user(tenantId, "ann"), Map.of("platform", "FCM"))))
                .isEqualTo("INVALID_INPUT");
        assertThat(stage.devices(tenantId, "ann")).isEmpty();
    }

    @Test
    void a_browsers_push_service_is_one_that_is_listed() throws JOSEException {
        Map<String, Object> web = Map.of(
                "endpoint", "https://169.254.169.254/latest",
                "p256dh", PushFixtures.browserKey(),
                "auth", "BTBZMqHH6r4Tts7J_aSIgg");
        JsonNode refused = stage.register(
                stage.service, stage.user(tenantId, "ann"), Map.of("platform", "WEB_PUSH", "webPush", web));
        assertThat(refused.at("/data/registerDevice/code").asString()).isEqualTo("PUSH_SERVICE_UNKNOWN");
    }
}
