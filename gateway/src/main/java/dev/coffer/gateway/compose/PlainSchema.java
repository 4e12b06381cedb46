package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.errors.SchemaProblem;
import graphql.schema.validation.InvalidSchemaException;
import java.util.List;

/** Lets graphql-java judge whether a subgraph, stripped of federation, is a valid GraphQL schema. */
final class PlainSchema {
    private PlainSchema() {}

    static void check(SubgraphSchema schema, Findings findings) {
        try {
            build(sdl(schema));
        } catch (SchemaProblem problem) {
            for (GraphQLError error : problem.getErrors()) {
                findings.error(Code.INVALID_GRAPHQL, "", schema.name(), withoutPlace(error.getMessage()));
            }
        } catch (InvalidSchemaException invalid) {
            findings.error(Code.INVALID_GRAPHQL, "", schema.name(), withoutPlace(String.valueOf(invalid.getMessage())));
        }
    }

    /** @throws SchemaProblem for unknown types, duplicates and the like @throws InvalidSchemaException for broken rules */
    static GraphQLSchema build(String sdl) {
        TypeDefinitionRegistry registry = new SchemaParser().buildRegistry(SubgraphReader.parse(sdl));
        return new SchemaGenerator().makeExecutableSchema(registry, AnyScalars.wiring());
    }

    /** Line numbers would be those of a text that nobody sees. */
    static String withoutPlace(String message) {
        return message.replaceAll(" ?\\[@\\d+:\\d+\\]", "").strip();
    }

    private static String sdl(SubgraphSchema schema) {
        PlainSdl sdl = new PlainSdl();
        if (schema.type(SubgraphSchema.QUERY) == null) {
            sdl.raw("type Query { _none: Boolean }");
        }
        schema.types().values().forEach(type -> write(type, sdl));
        return sdl.toString();
    }

    private static void write(SubgraphType type, PlainSdl sdl) {
        switch (type.kind()) {
            case SCALAR -> {
                if (!BuiltIn.SCALARS.contains(type.name())) {
                    sdl.raw("scalar " + type.name());
                }
            }
            case UNION ->
                sdl.raw("union " + type.name()
                        + (type.members().isEmpty() ? "" : " = " + String.join(" | ", type.members())));
            case ENUM -> {
                sdl.open("enum", type.name(), List.of(), List.of());
                type.values().keySet().forEach(value -> sdl.line(value, List.of()));
                sdl.close();
            }
            case INPUT -> {
                sdl.open("input", type.name(), List.of(), List.of());
                type.inputs().values().forEach(input -> sdl.line(input(input), List.of()));
                sdl.close();
            }
            case OBJECT, INTERFACE -> {
                sdl.open(type.isObject() ? "type" : "interface", type.name(), type.interfaces(), List.of());
                type.fields().values().forEach(field -> sdl.line(field(field), List.of()));
                sdl.close();
            }
        }
    }

    private static String field(SubgraphField field) {
        List<String> arguments =
                field.arguments().values().stream().map(PlainSchema::input).toList();
        return field.name() + PlainSdl.arguments(arguments) + ": " + field.type();
    }

    private static String input(SubgraphInput input) {
        return PlainSdl.input(input.name(), input.type(), input.defaultValue(), List.of());
    }
}
