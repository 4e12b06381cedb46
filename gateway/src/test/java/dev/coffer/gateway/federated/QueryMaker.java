package dev.coffer.gateway.federated;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.ArrayList;
import java.util.List;

/** Makes random queries of a schema; not each is valid, since fields may get in each other's way. */
final class QueryMaker {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_SELECTIONS = 40;

    private final GraphQLSchema schema;
    private final Choices choices;
    private int selections;

    private QueryMaker(GraphQLSchema schema, Choices choices) {
        this.schema = schema;
        this.choices = choices;
    }

    /** Declares {@code $yes} and {@code $no} and {@code $n} where it uses them. */
    static String make(GraphQLSchema schema, Choices choices) {
        QueryMaker maker = new QueryMaker(schema, choices);
        String selection = maker.selection(schema.getQueryType(), 0);
        List<String> variables = new ArrayList<>();
        variable(selection, "yes", "Boolean!", variables);
        variable(selection, "no", "Boolean!", variables);
        variable(selection, "n", "Int", variables);
        return "query" + (variables.isEmpty() ? " " : "(" + String.join(" ", variables) + ")") + selection;
    }

    private static void variable(String selection, String name, String type, List<String> into) {
        if (selection.contains("$" + name + ")")) {
            into.add("$" + name + ": " + type);
        }
    }

    private String selection(GraphQLNamedOutputType type, int depth) {
        int count = 1 + choices.below(3);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(type, depth));
        }
        return "{ " + String.join(" ", parts) + " }";
    }

    private String part(GraphQLNamedOutputType type, int depth) {
        selections++;
        List<GraphQLNamedOutputType> narrower = narrower(type);
        boolean isUnion = type instanceof GraphQLUnionType;
        if (!narrower.isEmpty() && depth <= MAX_DEPTH && choices.below(3) >= (isUnion ? 0 : 1)) {
            GraphQLNamedOutputType on = choices.oneOf(narrower);
            return "... on " + on.getName() + condition() + " " + selection(on, depth);
        }
        if (!(type instanceof GraphQLFieldsContainer container) || choices.onceIn(10)) {
            return alias(depth) + "__typename";
        }
        return field(container, depth);
    }

    private List<GraphQLNamedOutputType> narrower(GraphQLNamedOutputType type) {
        List<GraphQLNamedOutputType> all = new ArrayList<>();
        if (type instanceof GraphQLInterfaceType found) {
            all.addAll(schema.getImplementations(found));
            all.add(found);
        } else if (type instanceof GraphQLUnionType union) {
            union.getTypes().forEach(member -> all.add((GraphQLObjectType) member));
        } else if (type instanceof GraphQLObjectType object && choices.onceIn(8)) {
            object.getInterfaces().forEach(found -> all.add((GraphQLInterfaceType) found));
        }
        return all;
    }

    private String field(GraphQLFieldsContainer container, int depth) {
        List<GraphQLFieldDefinition> fields = container.getFieldDefinitions();
        GraphQLFieldDefinition field = choices.oneOf(fields);
        GraphQLUnmodifiedType type = GraphQLTypeUtil.unwrapAll(field.getType());
        boolean isComposite = type instanceof GraphQLFieldsContainer || type instanceof GraphQLUnionType;
        if (isComposite && (depth >= MAX_DEPTH || selections >= MAX_SELECTIONS)) {
            return alias(depth) + "__typename";
        }
        String argument = field.getArgument("n") == null
                ? ""
                : List.of("", "(n: 1)", "(n: 2)", "(n: $n)").get(choices.below(4));
        return alias(depth)
                + field.getName()
                + argument
                + condition()
                + (isComposite ? " " + selection((GraphQLNamedOutputType) type, depth + 1) : "");
    }

    private String alias(int depth) {
        return choices.below(3) == 1 ? "a" + selections + depth + ": " : "";
    }

    private String condition() {
        return switch (choices.below(12)) {
            case 8 -> " @include(if: $yes)";
            case 9 -> " @include(if: $no)";
            case 10 -> " @skip(if: $no)";
            case 11 -> " @skip(if: $yes)";
            default -> "";
        };
    }
}
