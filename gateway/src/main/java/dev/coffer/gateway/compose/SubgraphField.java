package dev.coffer.gateway.compose;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An output field as one subgraph declares it.
 *
 * @param external marked so, on the field or on its type; what composition makes of it is in {@link FieldUse}
 * @param ofExtension declared in an {@code extend type} or in a type with {@code @extends}
 * @param arguments without those that come from contexts
 * @param requires null when there is none
 */
record SubgraphField(
        String name,
        TypeRef type,
        SequencedMap<String, SubgraphInput> arguments,
        boolean external,
        boolean shareable,
        boolean ofExtension,
        @Nullable FieldSet requires,
        @Nullable FieldSet provides,
        @Nullable Override override,
        List<SubgraphContext> contexts,
        About about) {
    SubgraphField {
        arguments = Ordered.copyOf(arguments);
        contexts = List.copyOf(contexts);
    }

    /** {@code @override(from:, label:)}. */
    record Override(String from, @Nullable String label) {}

    SubgraphField owned() {
        return new SubgraphField(
                name, type, arguments, false, shareable, ofExtension, requires, provides, override, contexts, about);
    }

    SubgraphField shared() {
        return new SubgraphField(
                name, type, arguments, external, true, ofExtension, requires, provides, override, contexts, about);
    }

    SubgraphField with(@Nullable FieldSet newRequires, @Nullable FieldSet newProvides) {
        return new SubgraphField(
                name,
                type,
                arguments,
                external,
                shareable,
                ofExtension,
                newRequires,
                newProvides,
                override,
                contexts,
                about);
    }
}
