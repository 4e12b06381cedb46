package dev.coffer.gateway.compose;

import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** An input object with the fields that every subgraph of it knows. */
public record InputDef(
        String name, SequencedMap<String, InputField> fields, SequencedSet<String> subgraphs, About about)
        implements TypeDef {
    public InputDef {
        fields = Ordered.copyOf(fields);
        subgraphs = Ordered.copyOf(subgraphs);
    }

    /**
     * One input field.
     *
     * @param type the merged, most specific type
     * @param defaultValue a GraphQL literal, null when there is none
     * @param joins its type in each subgraph, by subgraph name
     */
    public record InputField(
            String name,
            TypeRef type,
            @Nullable String defaultValue,
            SequencedMap<String, TypeRef> joins,
            About about) {
        public InputField {
            joins = Ordered.copyOf(joins);
        }
    }
}
