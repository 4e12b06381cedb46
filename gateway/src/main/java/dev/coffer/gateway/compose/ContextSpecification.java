package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.FieldSetParser.InvalidFieldSet;
import dev.coffer.gateway.compose.SupergraphSdl.InvalidSupergraph;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a supergraph document says {@code @context} and {@code @fromContext}. See https://specs.apollo.dev/context/v0.1/. */
final class ContextSpecification {
    private static final String LINK = "@link(url: \"https://specs.apollo.dev/context/v0.1\", for: SECURITY)";
    private static final String DEFINITIONS = """
            directive @context(name: String!) repeatable on INTERFACE | OBJECT | UNION

            scalar context__ContextFieldValue
            """;

    private ContextSpecification() {}

    static List<String> links(Supergraph supergraph) {
        return Contexts.isUsed(supergraph) ? List.of(LINK) : List.of();
    }

    static List<String> definitions(Supergraph supergraph) {
        return Contexts.isUsed(supergraph) ? List.of(DEFINITIONS) : List.of();
    }

    /** As arguments of {@code @join__field} go on, a comma first; empty for none. */
    static String written(List<ContextArgument> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .map(ContextSpecification::written)
                        .collect(Collectors.joining(", ", ", contextArguments: [", "]"));
    }

    private static String written(ContextArgument argument) {
        return "{context: " + PlainSdl.quote(argument.context()) + ", name: " + PlainSdl.quote(argument.name())
                + ", type: " + PlainSdl.quote(argument.type().toString()) + ", selection: "
                + PlainSdl.quote("{ " + argument.selection() + " }") + "}";
    }

    /** @param directive a {@code @join__field} @throws InvalidSupergraph for what is not understood */
    static List<ContextArgument> read(Directive directive) {
        List<ContextArgument> read = new ArrayList<>();
        if (Marks.value(directive, "contextArguments") instanceof ArrayValue list) {
            for (Value<?> each : list.getValues()) {
                read.add(read(each));
            }
        }
        return read;
    }

    private static ContextArgument read(Value<?> value) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (value instanceof ObjectValue object) {
            for (ObjectField part : object.getObjectFields()) {
                if (part.getValue() instanceof StringValue text) {
                    parts.put(part.getName(), text.getValue());
                }
            }
        }
        String name = parts.get("name");
        String type = parts.get("type");
        String context = parts.get("context");
        String selection = parts.get("selection");
        if (name == null || type == null || context == null || selection == null) {
            throw new InvalidSupergraph("not understood: " + AstPrinter.printAstCompact(value));
        }
        try {
            TypeRef reference = FieldReader.plainReference(Parser.parseType(type));
            return new ContextArgument(name, reference, context, FieldSetParser.parse(selection));
        } catch (InvalidFieldSet invalid) {
            throw new InvalidSupergraph("the argument \"" + name + "\": " + invalid.getMessage());
        }
    }
}
