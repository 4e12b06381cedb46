package dev.coffer.auth.config;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Secret;
import dev.coffer.core.config.Setting;
import dev.coffer.core.config.SettingField;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** Settings over GraphQL: who may see and change what, and what it comes to. */
@ExtendWith(StoresExtension.class)
final class SettingIT {

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final String PASSWORD = "correct horse battery";
    private static final String TRIES = "auth-service/password-tries";
    private static final String SAMPLE = "auth-service/sample";
    private static final String SECRET = "the-secret-of-the-test";

    private static AuthServer server;
    private static String admin;
    private static String operator;
    private static String user;
    private static String acmeAdmin;
    private static String mainTenantAdmin;

    /** A setting with a secret and a field that tenants cannot have, declared by the service under test. */
    record Sample(
            @SettingField(value = "", description = "A key.")
            Secret apiKey,

            @SettingField(value = "5", min = "1", max = "9", perTenant = false, description = "How many.")
            int count) {}

    record SampleHolder(Setting<Sample> sample) {}

    @Configuration(proxyBeanMethods = false)
    static class Declaring {

        @Bean
        SampleHolder sample(LiveSettings settings) {
            return new SampleHolder(settings.declare(Sample.class, SAMPLE, "For the test."));
        }
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = token("main", "admin");
        operator = token("main", "operator");
        user = token("main", "user");
        acmeAdmin = token("acme", "tenant-admin");
        mainTenantAdmin = token("main", "tenant-admin");
        await().atMost(BOUND)
                .until(() -> errorCode(ask("{ setting(key: \"" + SAMPLE + "\") { key } }", admin))
                        .isEmpty());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String tenant, String role) {
        String email = role + "@example.com";
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Somebody", null, PASSWORD, null, Set.of(role)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        User done = ((UserResult.Done) made).user();
        assertThat(done.roles()).containsExactly(role);
        return text(server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD)), "accessToken");
    }

    private static JsonNode ask(String document, @Nullable String token) {
        return server.ask(document, token);
    }

    private static JsonNode setting(String key, @Nullable String tenant, String token) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("key", key);
        variables.put("tenant", tenant);
        return server.ask(
                "query($key: String!, $tenant: String) { setting(key: $key, tenant: $tenant) { key tenant version reason"
                        + " changedBy fields { name value defaultValue source rule isSecret }"
                        + " history(first: 10) { nodes { version reason restoredVersion changedBy"
                        + " changes { field before after } } pageInfo { hasNextPage } } } }",
                variables,
                token);
    }

    private static JsonNode set(
            String key, @Nullable String tenant, int expected, Map<String, @Nullable String> values, String token) {
        List<Map<String, @Nullable String>> list = new ArrayList<>();
        values.forEach((field, value) -> {
            Map<String, @Nullable String> one = new HashMap<>();
            one.put("field", field);
            one.put("value", value);
            list.add(one);
        });
        Map<String, Object> input = new HashMap<>(
                Map.of("key", key, "expectedVersion", expected, "reason", "for the test", "values", list));
        input.put("tenant", tenant);
        return server.ask(
                "mutation($input: SetSettingInput!) { setSetting(input: $input) { __typename ... on Setting { key version"
                        + " fields { name value source } } ... on Refusal { code message field } } }",
                Map.of("input", input),
                token);
    }

    private static int version(String key, @Nullable String tenant, String token) {
        return setting(key, tenant, token).at("/data/setting/version").asInt();
    }

    private static JsonNode rollback(String key, int version, int expected, String token) {
        return server.ask(
                "mutation($input: RollbackSettingInput!) { rollbackSetting(input: $input) { __typename"
                        + " ... on Setting { version fields { name value } } ... on Refusal { code message field } } }",
                Map.of(
                        "input",
                        Map.of("key", key, "version", version, "expectedVersion", expected, "reason", "back again")),
                token);
    }

    @Test
    void a_change_takes_effect_in_the_running_service_and_a_rollback_takes_it_back() {
        server.registered("tries@example.com", PASSWORD);
        int before = version(TRIES, null, admin);
        assertThat(text(
                        result(set(TRIES, null, before, Map.of("free", "1", "firstWait", "1m"), admin), "setSetting"),
                        "__typename"))
                .isEqualTo("Setting");
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(text(server.login("tries@example.com", "wrong"), "code")).isNotBlank();
            assertThat(server.login("tries@example.com", "wrong")
                            .path("retryAfterSeconds")
                            .asInt(0))
                    .isPositive();
        });

        JsonNode back = result(rollback(TRIES, before, before + 1, admin), "rollbackSetting");

        assertThat(back.path("version").asInt()).isEqualTo(before + 2);
        JsonNode history = setting(TRIES, null, admin).at("/data/setting/history/nodes");
        assertThat(history.at("/0/restoredVersion").asInt(-1)).isEqualTo(before);
        assertThat(history.at("/1/reason").asString()).isEqualTo("for the test");
        assertThat(history.at("/1/changes/0/field").asString()).isIn("free", "firstWait");
        assertThat(history.at("/1/changedBy").asString()).isNotBlank();
    }

    @Test
    void users_and_operators_see_and_change_nothing() {
        for (String nobody : List.of(user, operator)) {
            assertThat(errorCode(setting(TRIES, null, nobody))).isEqualTo("FORBIDDEN");
            assertThat(errorCode(setting(TRIES, "main", nobody))).isEqualTo("FORBIDDEN");
            assertThat(errorCode(set(TRIES, "main", 0, Map.of("free", "5"), nobody)))
                    .isEqualTo("FORBIDDEN");
            assertThat(errorCode(rollback(TRIES, 0, 0, nobody))).isEqualTo("FORBIDDEN");
            assertThat(errorCode(ask("{ settings { nodes { key } } }", nobody))).isEqualTo("FORBIDDEN");
        }
        assertThat(errorCode(ask("{ settings { nodes { key } } }", null))).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void administrators_of_a_tenant_have_their_own_tenants_overrides_only() {
        assertThat(errorCode(setting(TRIES, null, acmeAdmin))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(setting(TRIES, "main", acmeAdmin))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(set(TRIES, null, 0, Map.of("free", "5"), acmeAdmin)))
                .isEqualTo("FORBIDDEN");
        assertThat(errorCode(set(TRIES, "main", 0, Map.of("free", "5"), acmeAdmin)))
                .isEqualTo("FORBIDDEN");
        assertThat(errorCode(set(TRIES, null, 0, Map.of("free", "5"), mainTenantAdmin)))
                .isEqualTo("FORBIDDEN");
        assertThat(errorCode(rollback(TRIES, 0, 0, acmeAdmin))).isEqualTo("FORBIDDEN");

        JsonNode own = result(set(TRIES, "acme", 0, Map.of("free", "3"), acmeAdmin), "setSetting");

        assertThat(own.path("version").asInt()).isEqualTo(1);
        assertThat(setting(TRIES, "acme", admin)
                        .at("/data/setting/history/nodes/0/changes/0/after")
                        .asString())
                .isEqualTo("3");
        assertThat(setting(TRIES, "main", admin).at("/data/setting/version").asInt())
                .isZero();
        JsonNode refused = result(set(SAMPLE, "acme", 0, Map.of("count", "3"), acmeAdmin), "setSetting");
        assertThat(text(refused, "code")).isEqualTo("SETTING_NOT_PER_TENANT");
        assertThat(setting(SAMPLE, "acme", acmeAdmin).toString()).doesNotContain("\"count\"");
    }

    @Test
    void a_bad_change_is_refused_naming_the_field_and_what_would_be_right() {
        int version = version(TRIES, null, admin);

        JsonNode refused = result(set(TRIES, null, version, Map.of("free", "0"), admin), "setSetting");

        assertThat(text(refused, "code")).isEqualTo("SETTING_VALUE_INVALID");
        assertThat(text(refused, "field")).isEqualTo("input.values.free");
        assertThat(text(refused, "message")).contains("free", "'0'", "from 1 to 1000");
        assertThat(text(result(set(TRIES, null, version + 7, Map.of("free", "3"), admin), "setSetting"), "code"))
                .isEqualTo("SETTING_VERSION_CONFLICT");
        assertThat(text(result(set(TRIES, null, version, Map.of("fre", "3"), admin), "setSetting"), "message"))
                .contains("Did you mean free?");
        assertThat(version(TRIES, null, admin)).isEqualTo(version);
    }

    @Test
    void every_field_of_a_change_that_is_wrong_is_named_at_once() {
        JsonNode change = server.ask(
                "mutation { setSetting(input: {key: \" \", expectedVersion: 0, reason: \"\", values: []}) { __typename } }",
                admin);
        assertThat(errorCode(change)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(change)).containsExactly("input.key", "input.values", "input.reason");

        JsonNode back = server.ask(
                "mutation { rollbackSetting(input: {key: \"\", expectedVersion: 0, version: 0, reason: \"a\\nb\"})"
                        + " { __typename } }",
                admin);
        assertThat(TestService.wrongFields(back)).containsExactly("input.key", "input.reason");
    }

    @Test
    void a_name_that_is_not_known_gets_near_ones() {
        JsonNode answer = setting("auth-service/pasword-tries", null, admin);

        assertThat(errorCode(answer)).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/errors/0/message").asString()).contains("Did you mean " + TRIES + "?");
        assertThat(text(result(set("auth-service/tries", null, 0, Map.of("free", "3"), admin), "setSetting"), "code"))
                .isEqualTo("SETTING_UNKNOWN");
        assertThat(errorCode(setting(TRIES, "nowhere", admin))).isEqualTo("INVALID_INPUT");
    }

    @Test
    void a_secret_is_shown_to_nobody() {
        JsonNode changed = set(SAMPLE, null, version(SAMPLE, null, admin), Map.of("apiKey", SECRET), admin);

        assertThat(changed.at("/data/setSetting/fields/0/value").asString()).isEqualTo("***");
        JsonNode seen = setting(SAMPLE, null, admin);
        assertThat(seen.toString()).contains("***").doesNotContain(SECRET);
        await().atMost(BOUND)
                .until(() -> server.bean(SampleHolder.class)
                        .sample()
                        .ofInstallation()
                        .apiKey()
                        .reveal()
                        .equals(SECRET));
    }

    @Test
    void the_list_is_paged_and_sorted_and_filtered_by_service() {
        JsonNode first =
                ask("{ settings(first: 1) { totalCount nodes { key } pageInfo { endCursor hasNextPage } } }", admin);
        String cursor = first.at("/data/settings/pageInfo/endCursor").asString();
        JsonNode second = ask("{ settings(first: 1, after: \"" + cursor + "\") { nodes { key } } }", admin);

        assertThat(first.at("/data/settings/totalCount").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(first.at("/data/settings/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(first.at("/data/settings/nodes/0/key").asString())
                .isLessThan(second.at("/data/settings/nodes/0/key").asString());
        assertThat(ask("{ settings(filter: {service: \"payment-service\"}) { nodes { key } } }", admin)
                        .at("/data/settings/nodes")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void health_tells_that_settings_are_followed() {
        assertThat(server.get("/health/ready").body()).contains("\"settings\"", "followed");
    }
}
