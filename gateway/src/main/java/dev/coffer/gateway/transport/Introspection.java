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
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers questions about the schema from the API schema; for workers, as an answer may be large. */
final class Introspection {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    private final GraphQL graphQl;

    /** What became of a question. */
    sealed interface Answer {
        /** @param data the introspection fields by their response keys */
        record Told(JsonObject data) implements Answer {}

        /** The schema is a graph with cycles: who follows them gets answers without end. @param why a sentence for the client */
        record Refused(String why) implements Answer {}
    }

    Introspection(GraphQLSchema api) {
        this.graphQl = GraphQL.newGraphQL(api).build();
    }

    /** @param document has introspection fields only, and is valid */
    Answer answer(String document, JsonObject variables) {
        JsonBuffer text = new JsonBuffer(256);
        variables.writeTo(text);
        Map<String, Object> values;
        try {
            values = JSON.readValue(text.toBytes(), VARIABLES);
        } catch (JacksonException e) {
            return new Answer.Refused("A variable is longer or deeper than a question about the schema needs.");
        }
        ExecutionResult result = graphQl.execute(
                ExecutionInput.newExecutionInput(document).variables(values).build());
        if (result.getData() == null) {
            return new Answer.Refused(
                    "The questions about the schema are too many or too deep at once: ask for __schema and for"
                            + " __type once each, and follow fields, inputFields, interfaces and possibleTypes once each.");
        }
        try {
            return new Answer.Told(
                    JsonScanner.read(JSON.writeValueAsBytes(result.getData())) instanceof JsonObject object
                            ? object
                            : new JsonObject());
        } catch (InvalidJson e) {
            throw new IllegalStateException("introspection wrote broken JSON", e);
        }
    }
}
