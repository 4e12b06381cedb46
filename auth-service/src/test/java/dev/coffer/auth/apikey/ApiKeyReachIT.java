package dev.coffer.auth.apikey;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static dev.coffer.auth.apikey.KeyClient.exchanged;
import static dev.coffer.auth.apikey.KeyClient.key;
import static dev.coffer.auth.apikey.KeyClient.keyId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Nobody comes to more than they may by making keys and accounts. */
@ExtendWith(StoresExtension.class)
final class ApiKeyReachIT {

    private static AuthServer server;
    private static KeyClient admin;
    private static KeyClient owner;
    private static KeyClient ann;
    private static KeyClient bob;
    private static KeyClient elsewhere;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = KeyClient.of(server, "main", "admin", "admin", "user");
        owner = KeyClient.of(server, "main", "owner", "tenant-admin");
        ann = KeyClient.of(server, "main", "ann", "user");
        bob = KeyClient.of(server, "main", "bob", "user");
        elsewhere = KeyClient.of(server, "acme", "admin", "tenant-admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Object> keyFor(String accountId, String name) {
        return Map.of("accountId", accountId, "name", name, "scopes", List.of("*:*"));
    }

    @Test
    void nobody_makes_an_account_that_may_do_more_than_they() {
        assertThat(text(admin.createService("Unknown", "no-such-role"), "code")).isEqualTo("BEYOND_OWN_ROLES");
        // The built-in role that makes accounts may do everything; a tenant's own may be weaker.
        Caller weaker = new Caller("fina", "main", Set.of("finance", "user"), "session");
        CreateServiceAccount create = server.bean(CreateServiceAccount.class);
        UserResult.Refused beyond = new UserResult.Refused(UserRefusal.BEYOND_OWN_ROLES, "input.roles");
        assertThat(create.create(weaker, "Stronger", Set.of("admin"))).isEqualTo(beyond);
        assertThat(create.create(weaker, "Mixed", Set.of("user", "merchant"))).isEqualTo(beyond);
        assertThat(create.create(weaker, "Equal", Set.of("user", "operator"))).isInstanceOf(UserResult.Done.class);
        JsonNode byUser = server.ask(
                "mutation { createServiceAccount(input: {name: \"Mine\", roles: []}) { __typename } }", ann.token());
        assertThat(errorCode(byUser)).isEqualTo("FORBIDDEN");
    }

    @Test
    void nobody_makes_a_key_for_another_person_or_another_tenants_account() {
        assertThat(text(admin.createKey(keyFor(ann.id(), "k"), admin.token()), "code"))
                .isEqualTo("NOT_A_SERVICE_ACCOUNT");
        String service = text(admin.createService("Local", "merchant"), "id");
        assertThat(errorCode(ann.askToCreate(keyFor(service, "k"), ann.token())))
                .isEqualTo("NOT_FOUND");
        assertThat(errorCode(ann.askToCreate(keyFor(bob.id(), "k"), ann.token())))
                .isEqualTo("NOT_FOUND");
        assertThat(errorCode(elsewhere.askToCreate(keyFor(service, "k"), elsewhere.token())))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void a_key_makes_no_keys_and_no_accounts_whatever_its_scopes_say() {
        String token = exchanged(server, key(admin.createKey("Everything", List.of("*:*"))));
        assertThat(server.ask("{ me { id } }", token).at("/data/me/id").asString())
                .isEqualTo(admin.id());
        assertThat(text(admin.createKey(Map.of("name", "Child", "scopes", List.of("user:read")), token), "code"))
                .isEqualTo("NOT_IN_PERSON");
        JsonNode account = AuthServer.result(
                server.ask(
                        "mutation { createServiceAccount(input: {name: \"Child\", roles: []})"
                                + " { ... on Refusal { code } } }",
                        token),
                "createServiceAccount");
        assertThat(text(account, "code")).isEqualTo("NOT_IN_PERSON");
    }

    @Test
    void a_key_gives_nobody_a_role_that_does_more_than_its_scopes() {
        String limited = exchanged(server, key(admin.createKey("Roles", List.of("role:*", "user:read"))));
        Map<String, String> role = Map.of("userId", bob.id(), "role", "finance");
        assertThat(text(admin.change("assignRole", role, limited), "code")).isEqualTo("BEYOND_OWN_ROLES");

        String whole = exchanged(server, key(admin.createKey("All", List.of("*:*"))));
        assertThat(text(admin.change("assignRole", role, whole), "__typename")).isEqualTo("User");
    }

    @Test
    void whoever_acts_as_another_makes_no_keys_in_their_name() {
        Caller impersonated =
                new Caller(ann.id(), "main", Set.of("user"), "session", new Terms(null, null, null, admin.id()));
        assertThat(CreateApiKey.isInPerson(impersonated)).isFalse();
        Caller limited = new Caller(ann.id(), "main", Set.of("user"), "session", new Terms(Set.of(), null, null, null));
        assertThat(CreateApiKey.isInPerson(limited)).isFalse();
        assertThat(CreateApiKey.isInPerson(new Caller(ann.id(), "main", Set.of("user"), "session")))
                .isTrue();
    }

    @Test
    void the_keys_of_others_are_neither_seen_nor_revoked() {
        JsonNode anns = ann.createKey("Anns", List.of("user:read"));
        assertThat(errorCode(bob.keys(ann.id()))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(elsewhere.keys(ann.id()))).isIn("", "NOT_FOUND");
        assertThat(elsewhere.keys(ann.id()).at("/data/apiKeys/nodes").size()).isZero();
        assertThat(text(bob.revoke(keyId(anns)), "code")).isEqualTo("API_KEY_REVOKED");
        assertThat(text(elsewhere.revoke(keyId(anns)), "code")).isEqualTo("API_KEY_REVOKED");
        exchanged(server, key(anns));

        assertThat(admin.keys(ann.id()).at("/data/apiKeys/nodes").size()).isEqualTo(1);
        assertThat(text(admin.revoke(keyId(anns)), "__typename")).isEqualTo("ApiKey");
    }

    @Test
    void a_role_that_is_taken_away_is_gone_from_the_keys_too() {
        KeyClient fina = KeyClient.of(server, "main", "fina", "finance", "user");
        String key = key(fina.createKey("Users", List.of("user:read")));
        String token = exchanged(server, key);
        String users = "{ users { nodes { id } } }";
        assertThat(errorCode(server.ask(users, token))).isEmpty();

        owner.change("revokeRole", Map.of("userId", fina.id(), "role", "finance"), owner.token());

        assertThat(errorCode(server.ask(users, exchanged(server, key)))).isEqualTo("FORBIDDEN");
    }

    @Test
    void what_is_wrong_with_the_input_is_told_by_field() {
        JsonNode answer = ann.askToCreate(
                Map.of("name", " ", "scopes", List.of("openid"), "expiresAt", "2020-01-01T00:00:00Z"), ann.token());
        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.name", "input.scopes", "input.expiresAt");
        for (List<String> scopes : List.of(List.<String>of(), List.of("wallet:read:w-1"), List.of("Wallet:read"))) {
            assertThat(errorCode(ann.askToCreate(Map.of("name", "k", "scopes", scopes), ann.token())))
                    .isEqualTo("INVALID_INPUT");
        }
    }
}
