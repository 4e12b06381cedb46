package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.errors.SchemaProblem;
import graphql.schema.validation.InvalidSchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What clients may ask: the supergraph without what is inaccessible and without anything of federation. */
public final class ApiSchema {
    private final Supergraph supergraph;
    private final PlainSdl sdl = new PlainSdl();

    private ApiSchema(Supergraph supergraph) {
        this.supergraph = supergraph;
    }

    /**
     * For validation and introspection, not for execution: it has no data fetchers, and custom scalars take every value.
     *
     * @throws SchemaProblem or {@link InvalidSchemaException} for a supergraph that did not come from {@link Composer}
     */
    public static GraphQLSchema of(Supergraph supergraph) {
        return PlainSchema.build(sdl(supergraph));
    }

    /** The API as SDL text, the same for the same supergraph. */
    public static String sdl(Supergraph supergraph) {
        return new ApiSchema(supergraph).write();
    }

    static void check(Supergraph supergraph, Findings findings) {
        try {
            of(supergraph);
        } catch (SchemaProblem problem) {
            for (GraphQLError error : problem.getErrors()) {
                report(error.getMessage(), findings);
            }
        } catch (InvalidSchemaException invalid) {
            report(String.valueOf(invalid.getMessage()), findings);
        }
    }

    private static void report(String message, Findings findings) {
        findings.error(Code.INVALID_GRAPHQL, "", List.of(), "merged schema: " + PlainSchema.withoutPlace(message));
    }

    private String write() {
        schemaDefinition();
        for (TypeDef type : supergraph.types().values()) {
            if (!type.about().inaccessible()) {
                sdl.description("", type.about().description());
                write(type);
            }
        }
        return sdl.toString();
    }

    private void schemaDefinition() {
        sdl.open("schema", "", List.of(), List.of());
        sdl.line("query: " + supergraph.queryType(), List.of());
        if (supergraph.mutationType() != null && isVisible(supergraph.mutationType())) {
            sdl.line("mutation: " + supergraph.mutationType(), List.of());
        }
        if (supergraph.subscriptionType() != null && isVisible(supergraph.subscriptionType())) {
            sdl.line("subscription: " + supergraph.subscriptionType(), List.of());
        }
        sdl.close();
    }

    private boolean isVisible(String typeName) {
        TypeDef type = supergraph.type(typeName);
        return type == null || !type.about().inaccessible();
    }

    private List<String> visible(Iterable<String> typeNames) {
        List<String> names = new ArrayList<>();
        typeNames.forEach(name -> {
            if (isVisible(name)) {
                names.add(name);
            }
        });
        return names;
    }

    private void write(TypeDef type) {
        switch (type) {
            case ScalarDef scalar ->
                sdl.raw("scalar " + scalar.name()
                        + (scalar.specifiedBy() == null
                                ? "\n"
                                : " @specifiedBy(url: " + PlainSdl.quote(scalar.specifiedBy()) + ")\n"));
            case UnionDef union ->
                sdl.raw("union " + union.name() + " = " + String.join(" | ", visible(union.members())) + "\n");
            case EnumDef enumeration -> write(enumeration);
            case InputDef input -> write(input);
            case ObjectDef object -> writeFielded("type", object);
            case InterfaceDef found -> writeFielded("interface", found);
        }
    }

    private void write(EnumDef enumeration) {
        sdl.open("enum", enumeration.name(), List.of(), List.of());
        for (EnumDef.Value value : enumeration.values().values()) {
            if (!value.about().inaccessible()) {
                sdl.description("  ", value.about().description());
                sdl.line(value.name(), marks(value.about()));
            }
        }
        sdl.close();
    }

    private void write(InputDef input) {
        Predicate<AppliedDirective> isOneOf = directive -> directive.name().equals("oneOf");
        boolean oneOf = input.about().directives().stream().anyMatch(isOneOf);
        sdl.open("input", input.name(), List.of(), oneOf ? List.of("@oneOf") : List.of());
        for (InputDef.InputField field : input.fields().values()) {
            if (!field.about().inaccessible()) {
                sdl.description("  ", field.about().description());
                String content = PlainSdl.input(field.name(), field.type(), field.defaultValue(), List.of());
                sdl.line(content, marks(field.about()));
            }
        }
        sdl.close();
    }

    private void writeFielded(String keyword, FieldedDef type) {
        sdl.open(keyword, type.name(), visible(type.interfaces()), List.of());
        for (FieldDef field : type.fields().values()) {
            if (!field.about().inaccessible()) {
                sdl.description("  ", field.about().description());
                sdl.line(field.name() + arguments(field) + ": " + field.type(), marks(field.about()));
            }
        }
        sdl.close();
    }

    private static String arguments(FieldDef field) {
        List<String> written = new ArrayList<>();
        for (ArgumentDef argument : field.arguments().values()) {
            if (!argument.about().inaccessible()) {
                written.add(PlainSdl.described(argument.about().description())
                        + PlainSdl.input(
                                argument.name(), argument.type(), argument.defaultValue(), marks(argument.about())));
            }
        }
        return PlainSdl.arguments(written);
    }

    private static List<String> marks(About about) {
        return about.deprecation() == null ? List.of() : List.of(PlainSdl.deprecated(about.deprecation()));
    }
}
