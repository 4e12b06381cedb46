package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applications of third parties as administrators and users see them; their own side is HTTP and has tests of its own. */
final class OauthSteps {

    private static final String CLIENT = "... on OauthClient { id secret version }";

    private static final String BY_KEY = """
            mutation S($input: SaveOauthClientInput!) {
              saveOauthClient(input: $input) { __typename ... on Refusal { code message } } }""";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;

    OauthSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "oda");
    }

    private static Map<String, Object> input(boolean isPublic) {
        return Map.of(
                "name",
                "Ledger Lens",
                "isPublic",
                isPublic,
                "grants",
                List.of("AUTHORIZATION_CODE", "REFRESH_TOKEN"),
                "redirectUris",
                List.of("https://lens.example.com/callback"),
                "scopes",
                List.of("openid", "wallet:read:own"));
    }

    void addTo(Suite suite) {
        suite.step("an administrator registers an application, and its secret is told once", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    user.join("Oda");
                    Check.error(Mutations.ask(user, "saveOauthClient", input(false)), "FORBIDDEN");
                    Answer saved = Mutations.ask(admin, "saveOauthClient", input(false), CLIENT)
                            .ok();
                    Check.equal("43", "" + saved.text("/saveOauthClient/secret").length(), "the secret's length");
                    String key = Mutations.done(
                            admin,
                            "createApiKey",
                            Map.of("name", "Everything", "scopes", List.of("*:*")),
                            "... on NewApiKey { key }",
                            "/key");
                    Check.refusal(
                            client.ask(BY_KEY, Map.of("input", input(false)), key),
                            "/saveOauthClient",
                            "OAUTH_CLIENT_NOT_IN_PERSON");
                    Map<String, String> id = Map.of("id", saved.text("/saveOauthClient/id"));
                    Check.equal(
                            "OauthClient",
                            Mutations.done(admin, "rotateOauthClientSecret", id, CLIENT, "/__typename"),
                            "another secret");
                    Check.equal(
                            "OauthClient",
                            Mutations.done(admin, "deleteOauthClient", id, CLIENT, "/__typename"),
                            "the deletion");
                    Check.error(Mutations.ask(admin, "deleteOauthClient", id), "NOT_FOUND");
                })
                .step("a public application stays public and has no secret", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    String id = Mutations.done(admin, "saveOauthClient", input(true), CLIENT, "/id");
                    Mutations.refused(
                            admin, "rotateOauthClientSecret", Map.of("id", id), "OAUTH_CLIENT_WITHOUT_SECRET");
                    Map<String, Object> change = new HashMap<>(input(false));
                    change.put("id", id);
                    change.put("version", 1);
                    Mutations.refused(admin, "saveOauthClient", change, "OAUTH_CLIENT_KIND_FIXED");
                    Mutations.refused(user, "revokeConsent", Map.of("clientId", id), "CONSENT_NOT_GIVEN");
                    Mutations.done(admin, "deleteOauthClient", Map.of("id", id), CLIENT, "/id");
                });
    }
}
