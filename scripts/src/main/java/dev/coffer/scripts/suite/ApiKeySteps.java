package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** API keys through the gateway: used for what their scopes say, revoked and dead within a second; and service accounts. */
final class ApiKeySteps {

    private static final String NEW_KEY = "... on NewApiKey { key apiKey { id } }";
    private static final String NEW_ACCOUNT = "... on User { id kind }";
    private static final String ME = "{ me { id kind wallets { id } } }";
    private static final String BY_KEY = """
            mutation C($scopes: [String!]!) {
              createApiKey(input: { name: "Child", scopes: $scopes }) {
                __typename ... on Refusal { code message } } }""";
    private static final int MOST_KEYS = 20;
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private String key = "";
    private String keyId = "";

    ApiKeySteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "kay");
    }

    private static Map<String, ?> asked(String name, String... scopes) {
        return Map.of("name", name, "scopes", List.of(scopes));
    }

    private Answer asKey(String document) {
        return client.ask(document, Map.of(), key);
    }

    void addTo(Suite suite) {
        suite.step("a key does at every service what its scopes say, and no more", () -> {
                    user.join("Kay");
                    Answer made = Mutations.ask(
                                    user, "createApiKey", asked("Mine", "user:read", "wallet:read:own"), NEW_KEY)
                            .ok();
                    key = made.text("/createApiKey/key");
                    keyId = made.text("/createApiKey/apiKey/id");
                    Check.equal(user.id(), asKey(ME).ok().text("/me/id"), "whose key it is");
                    Answer sessions = asKey("{ mySessions { nodes { id } } }");
                    Check.error(sessions, "FORBIDDEN");
                    Check.sentence(sessions.firstErrorMessage(), "session:read:own");
                    Check.error(asKey("{ transfers { nodes { id } } }"), "FORBIDDEN");
                    Mutations.refused(user, "createApiKey", asked("Mine", "user:read"), "API_KEY_NAME_TAKEN");
                })
                .step("a key makes no keys", () -> {
                    String everything =
                            Mutations.done(user, "createApiKey", asked("Everything", "*:*"), NEW_KEY, "/key");
                    Answer child = client.ask(BY_KEY, Map.of("scopes", List.of("user:read")), everything);
                    Check.refusal(child, "/createApiKey", "NOT_IN_PERSON");
                })
                .step("what looks like a key and is none is refused", () -> {
                    Check.error(client.ask(ME, Map.of(), key + "x"), "UNAUTHENTICATED");
                    Check.error(client.ask(ME, Map.of(), "coffer_nonsense"), "UNAUTHENTICATED");
                })
                .step("a revoked key is dead within a second", () -> {
                    Mutations.ask(user, "revokeApiKey", Map.of("id", keyId)).ok();
                    long revoked = System.nanoTime();
                    Person.await("the key's end", () -> asKey(ME).hasErrors());
                    Check.that(System.nanoTime() - revoked < A_SECOND.toNanos(), "it took less than a second");
                    Check.error(asKey(ME), "UNAUTHENTICATED");
                    Mutations.refused(user, "revokeApiKey", Map.of("id", keyId), "API_KEY_REVOKED");
                })
                .step("an account has so many keys and no more", () -> {
                    for (int made = 1; made < MOST_KEYS; made++) {
                        Mutations.ask(user, "createApiKey", asked("Key " + made, "user:read"))
                                .ok();
                    }
                    Mutations.refused(user, "createApiKey", asked("One more", "user:read"), "TOO_MANY_API_KEYS");
                })
                .step("an administrator makes an account for a program and a key for it", this::serviceAccount);
    }

    private void serviceAccount() {
        Person admin = staff.join(Person.unknown(client, "admin"), "admin", "user");
        Map<String, ?> account = Map.of("name", "Billing " + unique, "roles", List.of("user"));
        Check.error(Mutations.ask(user, "createServiceAccount", account), "FORBIDDEN");
        String id = Mutations.done(admin, "createServiceAccount", account, NEW_ACCOUNT, "/id");
        Mutations.refused(admin, "createServiceAccount", account, "SERVICE_ACCOUNT_NAME_TAKEN");
        key = Mutations.done(
                admin,
                "createApiKey",
                Map.of("accountId", id, "name", "First", "scopes", List.of("user:read", "wallet:read")),
                NEW_KEY,
                "/key");
        Answer me = asKey(ME).ok();
        Check.equal(id, me.text("/me/id"), "who the key speaks for");
        Check.equal("SERVICE", me.text("/me/kind"), "the kind of account");
        Mutations.refused(
                admin,
                "createApiKey",
                Map.of("accountId", user.id(), "name", "Not mine", "scopes", List.of("user:read")),
                "NOT_A_SERVICE_ACCOUNT");
        Mutations.refused(admin, "forcePasswordReset", Map.of("userId", id), "SERVICE_ACCOUNT");
        Mutations.ask(admin, "lockUser", Map.of("userId", id)).ok();
        Person.await("the end of a locked account's key", () -> asKey(ME).hasErrors());
        Check.error(asKey(ME), "UNAUTHENTICATED");
    }
}
