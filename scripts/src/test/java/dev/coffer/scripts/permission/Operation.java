package dev.coffer.scripts.permission;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Subject;
import dev.coffer.access.Urn;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A root field of a subgraph and what its schema says of who may ask for it.
 *
 * @param kind Query, Mutation or Subscription
 * @param urn null where anybody may
 * @param owner as the directive says it: empty for the caller, else a path into the arguments
 */
record Operation(
        String service,
        String kind,
        FieldDefinition field,
        @Nullable Urn urn,
        String owner,
        TypeDefinitionRegistry schema) {

    private static final String SELF = "self";
    private static final String OTHER = "other";

    /** What a caller with one role may do. */
    enum Reach {
        NONE("-"),
        OWN("own"),
        ALL("yes");

        private final String word;

        Reach(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** All of a subgraph, by kind and name; without what every subgraph has by federation. */
    static List<Operation> of(String service, String sdl) {
        TypeDefinitionRegistry schema = new SchemaParser().parse(sdl);
        List<Operation> found = new ArrayList<>();
        for (String kind : List.of("Query", "Mutation", "Subscription")) {
            TreeMap<String, Operation> byName = new TreeMap<>();
            List<ObjectTypeDefinition> parts = new ArrayList<>();
            schema.getType(kind, ObjectTypeDefinition.class).ifPresent(parts::add);
            schema.objectTypeExtensions().getOrDefault(kind, List.of()).forEach(parts::add);
            for (ObjectTypeDefinition part : parts) {
                for (FieldDefinition field : part.getFieldDefinitions()) {
                    if (!field.getName().startsWith("_")) {
                        byName.put(field.getName(), of(service, kind, field, schema));
                    }
                }
            }
            found.addAll(byName.values());
        }
        return found;
    }

    private static Operation of(String service, String kind, FieldDefinition field, TypeDefinitionRegistry schema) {
        if (!field.getDirectives("public").isEmpty()) {
            return new Operation(service, kind, field, null, "", schema);
        }
        List<Directive> guards = field.getDirectives("permission");
        if (guards.size() != 1) {
            throw new AssertionError(kind + "." + field.getName() + " has neither @permission nor @public");
        }
        String urn = argument(guards.getFirst(), "urn");
        return new Operation(service, kind, field, Urn.parse(urn), argument(guards.getFirst(), "owner"), schema);
    }

    private static String argument(Directive directive, String name) {
        Argument argument = directive.getArgument(name);
        boolean isText = argument != null && argument.getValue() instanceof StringValue;
        return isText ? String.valueOf(((StringValue) argument.getValue()).getValue()) : "";
    }

    String name() {
        return field.getName();
    }

    Reach reach(CompiledPolicy policy, String role) {
        if (urn == null) {
            return Reach.ALL;
        }
        boolean isForAll = urn.target().equals("all");
        if (permits(policy, role, isForAll ? null : OTHER)) {
            return Reach.ALL;
        }
        return !isForAll && permits(policy, role, SELF) ? Reach.OWN : Reach.NONE;
    }

    private boolean permits(CompiledPolicy policy, String role, @Nullable String ownerId) {
        Subject subject = new Subject(SELF, "main", Set.of(role));
        return urn == null
                || policy.decide(subject, urn.resource(), urn.action(), ownerId, null)
                        .isPermitted();
    }
}
