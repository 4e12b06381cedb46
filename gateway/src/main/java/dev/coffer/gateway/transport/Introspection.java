package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.JsonBuffer;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScanner;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions about the schema from the API schema; for workers, as an answer may be large. */
final class Introspection {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    private final GraphQL graphQl;

    Introspection(GraphQLSchema api) {
        this.graphQl = GraphQL.newGraphQL(api).build();
    }

    /** @param document has introspection fields only, and is valid */
    JsonObject answer(String document, JsonObject variables) {
        JsonBuffer text = new JsonBuffer(256);
        variables.writeTo(text);
        ExecutionResult result = graphQl.execute(ExecutionInput.newExecutionInput(document)
                .variables(JSON.readValue(text.toBytes(), VARIABLES))
                .build());
        try {
            return JsonScanner.read(JSON.writeValueAsBytes(result.getData())) instanceof JsonObject object
                    ? object
                    : new JsonObject();
        } catch (InvalidJson e) {
            throw new IllegalStateException("introspection wrote broken JSON", e);
        }
    }
}
