package dev.coffer.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who makes keys, and what is done with them. */
record KeyClient(AuthServer server, String email, String id) {

    static final String PASSWORD = "correct horse battery";
    private static final String KEY = "id accountId prefix name scopes createdBy createdAt expiresAt lastUsedAt";
    private static final String REFUSAL = "... on Refusal { code message field }";

    static KeyClient of(AuthServer server, String tenant, String name, String... roles) {
        String email = name + "@" + tenant + ".example.com";
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Somebody", null, PASSWORD, null, Set.of(roles)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return new KeyClient(server, email, ((UserResult.Done) made).user().id());
    }

    /** A fresh token, since the tests let time pass. */
    String token() {
        String tenant = email.substring(email.indexOf('@') + 1, email.indexOf(".example"));
        return AuthServer.text(
                server.login(Map.of("tenant", tenant, "identifier", email, "password", PASSWORD)), "accessToken");
    }

    JsonNode createKey(String name, List<String> scopes) {
        return createKey(Map.of("name", name, "scopes", scopes), token());
    }

    JsonNode createKey(Map<String, ?> input, String token) {
        return AuthServer.result(askToCreate(input, token), "createApiKey");
    }

    JsonNode askToCreate(Map<String, ?> input, String token) {
        return server.ask(
                "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename"
                        + " ... on NewApiKey { key apiKey { " + KEY + " } } " + REFUSAL + " } }",
                Map.of("input", input),
                token);
    }

    JsonNode createService(String name, String... roles) {
        return AuthServer.result(
                server.ask(
                        "mutation($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { __typename"
                                + " ... on User { id kind status roles email } " + REFUSAL + " } }",
                        Map.of("input", Map.of("name", name, "roles", List.of(roles))),
                        token()),
                "createServiceAccount");
    }

    JsonNode revoke(String keyId) {
        return AuthServer.result(
                server.ask(
                        "mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename"
                                + " ... on ApiKey { id } " + REFUSAL + " } }",
                        Map.of("input", Map.of("id", keyId)),
                        token()),
                "revokeApiKey");
    }

    JsonNode keys(@Nullable String accountId) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("of", accountId);
        return server.ask(
                "query($of: ID) { apiKeys(accountId: $of) { nodes { " + KEY + " } totalCount } }", variables, token());
    }

    /** {@code assignRole}, {@code lockUser} and their like: the member of the answer. */
    JsonNode change(String mutation, Map<String, ?> input, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = server.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + REFUSAL + " } }",
                Map.of("input", input),
                token);
        return AuthServer.result(answer, mutation);
    }

    static String key(JsonNode made) {
        return AuthServer.text(made, "key");
    }

    static String keyId(JsonNode made) {
        return AuthServer.text(made.path("apiKey"), "id");
    }

    static HttpResponse<String> exchange(AuthServer server, String key) {
        return server.post(
                HttpKeyExchange.PATH,
                "grant_type=" + HttpKeyExchange.GRANT + "&subject_token_type=" + HttpKeyExchange.KEY_TYPE
                        + "&subject_token=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    /** The access token; fails where there is none. */
    static String exchanged(AuthServer server, String key) {
        HttpResponse<String> answer = exchange(server, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AuthServer.text(JsonMapper.shared().readTree(answer.body()), "access_token");
    }
}
