package dev.coffer.notification.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.push.ProviderStub;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.push.PushFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two replicas that push through a stub of FCM, and users with devices. */
final class DeviceStage implements AutoCloseable {

    private static final String REGISTER = "mutation($input: RegisterDeviceInput!) { registerDevice(input: $input) {"
            + " ... on PushDevice { id platform name } ... on Refusal { code field } } }";
    private static final String MINE = "{ myDevices { nodes { id platform name } } webPushKey }";

    final TestTokens tokens;
    final TestService service;
    final TestService replica;
    final ProviderStub google;

    DeviceStage(String database, Path folder) throws IOException, JOSEException {
        google = new ProviderStub(DeviceStage::taken);
        Path account = Files.writeString(
                folder.resolve("fcm.json"), PushFixtures.serviceAccount(PushFixtures.rsa(), google.url()));
        tokens = TestTokens.start();
        Map<String, String> settings = Map.of(
                "coffer.notification.push.fcm.service-account-file",
                account.toString(),
                "coffer.notification.push.fcm.url",
                google.url());
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    static Answer taken(ProviderStub.Asked asked) {
        return asked.path().equals("/token")
                ? Answer.of(200, "{\"access_token\": \"ya29\", \"expires_in\": 3599}")
                : Answer.of(200, "{\"name\": \"projects/coffer-test/messages/1\"}");
    }

    String user(String tenantId, String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    JsonNode register(TestService at, String bearer, Map<String, Object> input) {
        return at.ask(REGISTER, Map.of("input", input), bearer);
    }

    /** @return the id of the device */
    String registered(String tenantId, String userId, String fcm) {
        JsonNode answer = register(service, user(tenantId, userId), Map.of("platform", "FCM", "token", fcm));
        String id = answer.at("/data/registerDevice/id").asString("");
        assertThat(id).as(answer.toString()).isNotEmpty();
        return id;
    }

    List<String> devices(String tenantId, String userId) {
        return service.ask(MINE, user(tenantId, userId))
                .at("/data/myDevices/nodes")
                .findValuesAsString("id");
    }

    List<JsonNode> pushedTo(String fcm) {
        return google.asked().stream()
                .filter(asked -> asked.path().endsWith(":send"))
                .map(asked -> JsonMapper.shared().readTree(asked.text()))
                .filter(json -> json.at("/message/token").asString().equals(fcm))
                .toList();
    }

    @Override
    public void close() {
        service.close();
        replica.close();
        tokens.close();
        google.close();
    }
}
