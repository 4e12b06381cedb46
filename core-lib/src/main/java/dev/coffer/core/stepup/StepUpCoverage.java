package dev.coffer.core.stepup;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code @stepUp} that would not hold: of a kind that no setting knows, with a path that leads to no amount, or on a field that
 * is for nobody in particular.
 */
final class StepUpCoverage {

    private static final String MONEY = "MoneyInput";

    private StepUpCoverage() {}

    /** One sentence for each, naming the field; empty when all will hold. */
    static List<String> problems(GraphQLSchema schema, Set<String> kinds) {
        List<String> problems = new ArrayList<>();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object) {
                for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
                    String problem = problem(field, kinds);
                    if (problem != null) {
                        problems.add(object.getName() + "." + field.getName() + " " + problem);
                    }
                }
            }
        }
        return problems;
    }

    /** @throws IllegalStateException naming every field with a wrong {@code @stepUp} */
    static void require(GraphQLSchema schema, Set<String> kinds) {
        List<String> problems = problems(schema, kinds);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Wrong @stepUp: " + String.join(" ", problems));
        }
    }

    private static @Nullable String problem(GraphQLFieldDefinition field, Set<String> kinds) {
        GraphQLAppliedDirective directive = field.getAppliedDirective(StepUpDirective.NAME);
        if (directive == null) {
            return null;
        }
        String kind = StepUpDirective.text(directive, StepUpDirective.KIND);
        if (!kinds.contains(kind)) {
            return "is of the kind '" + kind + "', of which this service's setting knows nothing.";
        }
        if (!field.hasAppliedDirective("permission")) {
            return "has no @permission: there is nobody who could step up.";
        }
        String path = StepUpDirective.text(directive, StepUpDirective.AMOUNT);
        return path.isEmpty() || leadsToMoney(field, path.split("\\.", -1))
                ? null
                : "has no amount of money at '" + path + "'.";
    }

    private static boolean leadsToMoney(GraphQLFieldDefinition field, String[] steps) {
        var argument = field.getArgument(steps[0]);
        @Nullable GraphQLType type = argument == null ? null : argument.getType();
        for (int i = 1; i < steps.length && type != null; i++) {
            @Nullable
            GraphQLInputObjectField next = GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLInputObjectType input
                    ? input.getFieldDefinition(steps[i])
                    : null;
            type = next == null ? null : next.getType();
        }
        return type != null
                && GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLNamedType named
                && named.getName().equals(MONEY);
    }
}
