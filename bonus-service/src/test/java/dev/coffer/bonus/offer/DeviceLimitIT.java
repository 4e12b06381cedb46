package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Second accounts with the device of a first, one after the other and at once, at two replicas. */
@ExtendWith(StoresExtension.class)
class DeviceLimitIT {

    private static final int ROUNDS = 10;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private JsonNode mutate(TestService at, String token, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return at.ask(
                "mutation($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } } }",
                Map.of("input", input),
                token);
    }

    private void publish(String tenant, String code, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", "A bonus", "type", "CUSTOM", "triggers", List.of("CLAIM")));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        content.put("limits", Map.of("oncePerDevice", true));
        content.putAll(more);
        String admin = tokens.user("adam", tenant, "admin");
        mutate(service, admin, "saveBonusTemplate", Map.of("code", code, "content", content));
        JsonNode published = mutate(service, admin, "publishBonusTemplate", Map.of("code", code, "version", 1));
        assertThat(published.at("/data/publishBonusTemplate/__typename").asString())
                .as("%s", published)
                .isEqualTo("BonusTemplate");
    }

    private JsonNode claim(TestService at, String userId, String code, @Nullable String deviceId) {
        Map<String, Object> input = new HashMap<>(
                Map.of("templateCode", code, "idempotencyKey", UUID.randomUUID().toString()));
        input.put("deviceId", deviceId);
        return mutate(at, tokens.user(userId, tenantId, "user"), "claimBonus", input)
                .at("/data/claimBonus");
    }

    private static boolean isGiven(JsonNode answer) {
        return answer.path("__typename").asString().equals("Bonus");
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(answer.path("code").asString()).as("%s", answer).isEqualTo("BONUS_NOT_ELIGIBLE");
        assertThat(answer.path("message").asString()).contains("device");
    }

    @Test
    void one_player_of_a_device_gets_it_and_again_but_nobody_else() {
        publish(tenantId, "ONE", Map.of());
        assertThat(isGiven(claim(service, "ann", "ONE", "phone"))).isTrue();
        assertThat(isGiven(claim(other, "ann", "ONE", "phone"))).isTrue();
        assertRefused(claim(other, "ann-again", "ONE", "phone"));
        // The device is known by now, also where the client does not tell it any more.
        assertRefused(claim(service, "ann-again", "ONE", null));
        assertThat(isGiven(claim(service, "bob", "ONE", "tablet"))).isTrue();
        assertThat(isGiven(claim(service, "cat", "ONE", null))).isTrue();
        JsonNode why = service.ask(
                "{ explainBonus(templateCode: \"ONE\") { whyNot { reason } } }",
                tokens.user("ann-again", tenantId, "user"));
        assertThat(why.at("/data/explainBonus/whyNot/0/reason").asString()).isEqualTo("DEVICE");
    }

    @Test
    void what_a_player_had_by_a_device_counts_for_the_whole_stacking_group_and_for_nothing_else() {
        publish(tenantId, "GROUP-1", Map.of("stackingGroup", "welcome"));
        publish(tenantId, "GROUP-2", Map.of("stackingGroup", "welcome"));
        publish(tenantId, "ALONE", Map.of());
        assertThat(isGiven(claim(service, "ann", "GROUP-1", "phone"))).isTrue();
        assertRefused(claim(service, "bob", "GROUP-2", "phone"));
        assertThat(isGiven(claim(service, "bob", "ALONE", "phone"))).isTrue();
    }

    @Test
    void a_device_of_another_tenant_is_another_device() {
        publish(tenantId, "APART", Map.of());
        assertThat(isGiven(claim(service, "ann", "APART", "phone"))).isTrue();
        String elsewhere = "elsewhere-" + tenantId;
        publish(elsewhere, "APART", Map.of());
        JsonNode answer = mutate(
                service,
                tokens.user("bob", elsewhere, "user"),
                "claimBonus",
                Map.of("templateCode", "APART", "idempotencyKey", "key", "deviceId", "phone"));
        assertThat(isGiven(answer.at("/data/claimBonus"))).as("%s", answer).isTrue();
    }

    @Test
    void of_two_accounts_at_once_one_gets_it() {
        for (int round = 0; round < ROUNDS; round++) {
            String code = "AT-ONCE-" + round;
            publish(tenantId, code, Map.of());
            List<CompletableFuture<JsonNode>> claims = List.of("ann", "bob", "cat").stream()
                    .map(userId -> CompletableFuture.supplyAsync(
                            () -> claim(userId.equals("bob") ? other : service, userId, code, "phone-" + code)))
                    .toList();
            assertThat(claims.stream().map(CompletableFuture::join).filter(DeviceLimitIT::isGiven))
                    .as("round %d", round)
                    .hasSize(1);
        }
    }

    @Test
    void a_name_of_a_device_that_is_none_is_refused() {
        JsonNode answer = mutate(
                service,
                tokens.user("ann", tenantId, "user"),
                "claimBonus",
                Map.of("templateCode", "ANY", "idempotencyKey", "", "deviceId", " "));
        assertThat(TestService.wrongFields(answer)).containsExactly("input.idempotencyKey", "input.deviceId");
    }
}
