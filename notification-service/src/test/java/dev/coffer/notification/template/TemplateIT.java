package dev.coffer.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class TemplateIT {

    private static final String WELCOME = "account.welcome";
    private static final String SAVE = "mutation($input: SaveTemplateInput!) { saveTemplate(input: $input) {"
            + " ... on NotificationTemplate { version isBuiltIn } ... on Refusal { code field } } }";
    private static final String PREVIEW =
            "query($input: PreviewTemplateInput!) { previewTemplate(input: $input) { subject text html } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    private String admin() {
        return tokens.user("olga", tenantId, "admin");
    }

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

    private static Map<String, Object> welcome(int expectedVersion, String subject, String... channels) {
        List<Map<String, String>> variants = new ArrayList<>();
        for (String channel : channels) {
            variants.add(Map.of("locale", "en", "channel", channel, "subject", subject, "text", "Hi {{displayName}}."));
        }
        Map<String, Object> input = new HashMap<>();
        input.put("key", WELCOME);
        input.put("variables", List.of(Map.of("name", "displayName", "sample", "Zoe")));
        input.put("variants", variants);
        input.put("expectedVersion", expectedVersion);
        return input;
    }

    private JsonNode save(TestService at, Map<String, Object> input) {
        return at.ask(SAVE, Map.of("input", input), admin());
    }

    private String subject(String token, Map<String, Object> input) {
        return service.ask(PREVIEW, Map.of("input", input), token)
                .at("/data/previewTemplate/subject")
                .asString();
    }

    @Test
    void a_saved_template_stands_in_for_the_built_in_one_in_its_tenant_and_older_versions_stay() {
        Map<String, Object> preview = Map.of("key", WELCOME, "channel", "IN_APP", "locale", "en");
        assertThat(subject(admin(), preview)).isEqualTo("Welcome");

        assertThat(save(service, welcome(0, "Hi {{displayName}}", "IN_APP", "EMAIL"))
                        .at("/data/saveTemplate/version")
                        .asInt())
                .isEqualTo(1);
        save(service, welcome(1, "Hello", "IN_APP", "EMAIL"));

        assertThat(subject(admin(), preview)).isEqualTo("Hello");
        assertThat(subject(admin(), Map.of("key", WELCOME, "channel", "IN_APP", "version", 1)))
                .isEqualTo("Hi Zoe");
        assertThat(subject(admin(), Map.of("key", WELCOME, "channel", "IN_APP", "version", 0)))
                .isEqualTo("Welcome");
        assertThat(subject(tokens.user("eve", "other-" + tenantId, "admin"), preview))
                .isEqualTo("Welcome");
        JsonNode all = service.ask("{ templates(first: 100) { nodes { key version } totalCount } }", admin())
                .at("/data/templates");
        assertThat(all.path("totalCount").asInt())
                .isEqualTo(BuiltInTemplates.all().size());
        assertThat(all.path("nodes")
                        .valueStream()
                        .filter(one -> one.path("key").asString().equals(WELCOME)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("version").asInt()).isEqualTo(2));
    }

    @Test
    void of_many_who_save_the_same_version_at_two_replicas_one_wins() throws Exception {
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                TestService at = i % 2 == 0 ? service : replica;
                String subject = "Hello " + i;
                answers.add(threads.submit(() -> save(at, welcome(0, subject, "IN_APP", "EMAIL"))));
            }
        }
        List<String> codes = new ArrayList<>();
        for (Future<JsonNode> answer : answers) {
            codes.add(answer.get().at("/data/saveTemplate/code").asString("SAVED"));
        }
        assertThat(codes).containsOnly("SAVED", "TEMPLATE_CHANGED").containsOnlyOnce("SAVED");
    }

    @Test
    void what_workflows_rely_on_stays_and_what_is_wrong_is_named() {
        assertThat(save(service, welcome(0, "Hello", "EMAIL"))
                        .at("/data/saveTemplate/code")
                        .asString())
                .isEqualTo("TEMPLATE_CHANNEL_NEEDED");
        JsonNode wrong = save(service, welcome(0, "Hello {{nmae}}", "IN_APP", "EMAIL"));
        assertThat(TestService.errorCode(wrong)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(wrong))
                .containsExactly("input.variants[0].subject", "input.variants[1].subject");
        assertThat(wrong.toString()).contains("nmae");
    }

    @Test
    void users_and_operators_save_nothing() {
        for (String token : List.of(tokens.user("ann", tenantId, "user"), tokens.user("otto", tenantId, "operator"))) {
            assertThat(TestService.errorCode(
                            service.ask(SAVE, Map.of("input", welcome(0, "Hello", "IN_APP", "EMAIL")), token)))
                    .isEqualTo("FORBIDDEN");
        }
    }
}
