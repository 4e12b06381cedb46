package dev.coffer.core.permission;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code owner} arguments of {@code @permission} that lead nowhere. At a request such a path would yield no owner, and the
 * field would be denied to everybody that it was written for.
 */
public final class OwnerPaths {

    private OwnerPaths() {}

    /** One sentence for each wrong {@code owner}, naming field and path; empty when all lead to a value. */
    public static List<String> problems(GraphQLSchema schema) {
        Set<@Nullable GraphQLObjectType> roots =
                roots(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType());
        List<String> problems = new ArrayList<>();
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object) {
                for (GraphQLFieldDefinition field : object.getFieldDefinitions()) {
                    String problem = problem(object, field, roots.contains(object));
                    if (problem != null) {
                        problems.add(problem);
                    }
                }
            }
        }
        return problems;
    }

    /** @throws IllegalStateException naming every field with a wrong path */
    public static void require(GraphQLSchema schema) {
        List<String> problems = problems(schema);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Wrong owners in @permission: " + String.join(" ", problems));
        }
    }

    @SafeVarargs
    private static Set<@Nullable GraphQLObjectType> roots(@Nullable GraphQLObjectType... types) {
        Set<@Nullable GraphQLObjectType> roots = new java.util.HashSet<>();
        java.util.Collections.addAll(roots, types);
        return roots;
    }

    private static @Nullable String problem(GraphQLObjectType parent, GraphQLFieldDefinition field, boolean isRoot) {
        GraphQLAppliedDirective directive = field.getAppliedDirective(PermissionDirective.NAME);
        if (directive == null) {
            return null;
        }
        String owner = PermissionDirective.text(directive, "owner");
        if (owner.isEmpty()) {
            return null;
        }
        String where = "The owner '" + owner + "' of " + parent.getName() + "." + field.getName();
        if (PermissionDirective.text(directive, "urn").endsWith(":all")) {
            return where + " says nothing: the permission is for all, whose it may be.";
        }
        if (owner.equals(PermissionDirective.SOURCE)) {
            return isRoot ? where + " is the parent object, and a root field has none." : null;
        }
        return missing(field, owner, where);
    }

    private static @Nullable String missing(GraphQLFieldDefinition field, String owner, String where) {
        String[] steps = owner.split("\\.", -1);
        @Nullable GraphQLArgument argument = field.getArgument(steps[0]);
        @Nullable GraphQLInputType type = argument == null ? null : argument.getType();
        if (type == null) {
            return where + " does not exist: the field has no argument '" + steps[0] + "'.";
        }
        for (int i = 1; i < steps.length; i++) {
            GraphQLType given = GraphQLTypeUtil.unwrapNonNull(type);
            if (!(given instanceof GraphQLInputObjectType input)) {
                return where + " does not exist: '" + steps[i - 1] + "' has no fields.";
            }
            @Nullable GraphQLInputObjectField next = input.getFieldDefinition(steps[i]);
            if (next == null) {
                return where + " does not exist: " + input.getName() + " has no field '" + steps[i] + "'.";
            }
            type = next.getType();
        }
        return GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLScalarType
                ? null
                : where + " is no single id but " + GraphQLTypeUtil.simplePrint(type) + ".";
    }
}
