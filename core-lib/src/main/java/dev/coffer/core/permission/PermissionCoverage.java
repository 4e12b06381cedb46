package dev.coffer.core.permission;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that nobody decided about. Every root field must carry {@code @permission} or {@code @public}, and so must every
 * field of a federated entity but its keys, because {@code _entities} reaches it directly. Only plain values are keys here: a key
 * such as {@code study { caseNumber }} leads to an object, of which more than the key can be asked for.
 */
public final class PermissionCoverage {

    private static final String KEY = "key";
    private static final Pattern KEY_TOKEN = Pattern.compile("[{}]|\\w+");
    private static final Set<String> FEDERATION_FIELDS = Set.of("_service", "_entities");

    private PermissionCoverage() {}

    /** Coordinates such as {@code Query.wallet} of fields that carry neither directive; empty when all is decided. */
    public static List<String> undecided(GraphQLSchema schema) {
        List<String> undecided = new ArrayList<>();
        collect(schema.getQueryType(), undecided);
        collect(schema.getMutationType(), undecided);
        collect(schema.getSubscriptionType(), undecided);
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type instanceof GraphQLObjectType object && object.hasAppliedDirective(KEY)) {
                collectEntity(object, undecided);
            }
        }
        return undecided;
    }

    /** @throws IllegalStateException naming every undecided field */
    public static void require(GraphQLSchema schema) {
        List<String> undecided = undecided(schema);
        if (!undecided.isEmpty()) {
            throw new IllegalStateException(
                    "Every root field and every field of an entity but its keys needs @permission(urn: ...) or @public;"
                            + " these have neither: " + undecided);
        }
    }

    private static void collect(@Nullable GraphQLObjectType root, List<String> undecided) {
        if (root == null) {
            return;
        }
        for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
            if (!FEDERATION_FIELDS.contains(field.getName()) && !isDecided(field)) {
                undecided.add(root.getName() + "." + field.getName());
            }
        }
    }

    private static void collectEntity(GraphQLObjectType entity, List<String> undecided) {
        Set<String> keys = new HashSet<>();
        for (GraphQLAppliedDirective key : entity.getAppliedDirectives(KEY)) {
            @Nullable Object fields = key.getArgument("fields").getValue();
            addOutermost(String.valueOf(fields), keys);
        }
        for (GraphQLFieldDefinition field : entity.getFieldDefinitions()) {
            boolean isKey = keys.contains(field.getName())
                    && !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType);
            if (!isKey && !isDecided(field)) {
                undecided.add(entity.getName() + "." + field.getName());
            }
        }
    }

    /** Of {@code sku owner { email }} the names {@code sku} and {@code owner}: an {@code email} of the entity itself is no key. */
    private static void addOutermost(String fields, Set<String> names) {
        int depth = 0;
        Matcher tokens = KEY_TOKEN.matcher(fields);
        while (tokens.find()) {
            switch (tokens.group()) {
                case "{" -> depth++;
                case "}" -> depth--;
                default -> {
                    if (depth == 0) {
                        names.add(tokens.group());
                    }
                }
            }
        }
    }

    private static boolean isDecided(GraphQLFieldDefinition field) {
        return field.hasAppliedDirective(PermissionDirective.NAME) || field.hasAppliedDirective("public");
    }
}
