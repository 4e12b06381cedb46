package dev.coffer.auth.role;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Somebody who manages roles, or tries to. */
record RoleClient(AuthServer server, String tenant, String id, String email) {

    static final String PASSWORD = "correct horse battery";
    private static final String CHANGE = "__typename ... on Refusal { code message field } ... on RoleChange { version"
            + " isDryRun changes findings { code role text } reach { role gainedGrants lostGrants }"
            + " role { name isBuiltIn isOwn inherits grants { urn priority when } denials { urn } } }";

    /** Made straight in the store, with roles that nobody asks for. */
    static RoleClient staff(AuthServer server, String tenant, String email, String... roles) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Staff", null, PASSWORD, null, Set.of(roles)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return new RoleClient(server, tenant, ((UserResult.Done) made).user().id(), email);
    }

    /** The same person at another replica. */
    RoleClient at(AuthServer other) {
        return new RoleClient(other, tenant, id, email);
    }

    /** A fresh one, since the tests let time pass. */
    String token() {
        return text(server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD)), "accessToken");
    }

    JsonNode ask(String document, Map<String, ?> variables) {
        return server.ask(document, variables, token());
    }

    int version() {
        return ask("{ role(name: \"user\") { version } }", Map.of())
                .at("/data/role/version")
                .asInt(-1);
    }

    static Map<String, Object> role(String name, String... grants) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "grants",
                List.of(grants).stream().map(urn -> Map.of("urn", urn)).toList(),
                "reason",
                "a test"));
    }

    JsonNode mutate(String mutation, Map<String, ?> input) {
        return mutate(mutation, input, token());
    }

    JsonNode mutate(String mutation, Map<String, ?> input, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return server.ask(
                "mutation($input: %s!) { %s(input: $input) { %s } }".formatted(type, mutation, CHANGE),
                Map.of("input", input),
                token);
    }

    /** By the version that is current. */
    JsonNode save(Map<String, Object> role) {
        role.putIfAbsent("expectedVersion", version());
        return result(mutate("saveRole", role), "saveRole");
    }

    JsonNode delete(String name) {
        return result(
                mutate("deleteRole", Map.of("name", name, "expectedVersion", version(), "reason", "a test")),
                "deleteRole");
    }

    boolean can(String urn) {
        JsonNode answer = ask("query($urn: String!) { can(urn: $urn) }", Map.of("urn", urn));
        return result(answer, "can").asBoolean();
    }
}
