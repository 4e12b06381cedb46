package dev.coffer.sample.item;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody who uses items. */
record ItemClient(TestService service, String token) {

    private static final String FIELDS =
            " { __typename ... on Item { id name version } ... on Refusal { code field } } }";

    static ItemClient of(TestService service, TestTokens tokens, String tenantId, String userId, String... roles) {
        return new ItemClient(
                service, tokens.user(userId, tenantId, roles.length == 0 ? new String[] {"user"} : roles));
    }

    /** The whole answer. */
    JsonNode mutate(String mutation, Map<String, ?> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return service.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input)" + FIELDS,
                Map.of("input", input),
                token);
    }

    /** What the mutation answers. */
    JsonNode done(String mutation, Map<String, ?> input) {
        JsonNode answer = mutate(mutation, input);
        JsonNode done = answer.path("data").path(mutation);
        if (!done.isObject()) {
            throw new AssertionError(mutation + " answers " + answer);
        }
        return done;
    }

    JsonNode create(String name, String key) {
        return done("createItem", Map.of("name", name, "idempotencyKey", key));
    }

    String made(String name) {
        return create(name, "key-of-" + name).path("id").asString();
    }

    JsonNode find(String id) {
        return service.ask("query($id: ID!) { item(id: $id) { id name version } }", Map.of("id", id), token);
    }

    /** A user's items, as the federation asks for them. */
    JsonNode itemsOf(String userId) {
        return service.ask(
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on User {"
                        + " items(first: 50) { totalCount nodes { id name } } } } }",
                Map.of("r", java.util.List.of(Map.of("__typename", "User", "id", userId))),
                token);
    }

    int countOf(String userId) {
        return itemsOf(userId).at("/data/_entities/0/items/totalCount").asInt(-1);
    }
}
