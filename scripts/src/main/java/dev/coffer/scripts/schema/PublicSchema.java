package dev.coffer.scripts.schema;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.GatewayClient;
import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.Document;
import graphql.schema.idl.SchemaPrinter;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a gateway's clients see. */
public final class PublicSchema {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private PublicSchema() {}

    /**
     * As SDL, in the order of names, so that the same schema is the same text.
     *
     * @throws CommandFailed where the gateway does not tell
     */
    public static String of(GatewayClient gateway) {
        try {
            JsonNode told = gateway.ask(IntrospectionQuery.INTROSPECTION_QUERY, Map.of(), null)
                    .ok()
                    .body()
                    .path("data");
            Document schema = new IntrospectionResultToSchema()
                    .createSchemaDefinition(JsonMapper.shared().convertValue(told, MAP));
            return new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                            .includeDirectiveDefinitions(false)
                            .includeScalarTypes(true))
                    .print(schema);
        } catch (GatewayClient.NoAnswer | AssertionError e) {
            throw new CommandFailed("The gateway at " + gateway.endpoint()
                    + " does not tell its schema (introspection may be off there): " + e.getMessage());
        }
    }
}
