package dev.coffer.gateway.compose;

import java.util.Collection;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** An enum with its merged values by name. */
public record EnumDef(String name, SequencedMap<String, Value> values, SequencedSet<String> subgraphs, About about)
        implements TypeDef {
    public EnumDef {
        values = Ordered.copyOf(values);
        subgraphs = Ordered.copyOf(subgraphs);
    }

    /** One value. @param subgraphs that know it */
    public record Value(String name, SequencedSet<String> subgraphs, About about) {
        public Value {
            subgraphs = Ordered.copyOf(subgraphs);
        }

        public Value(String name, Collection<String> subgraphs, About about) {
            this(name, Ordered.copyOf(subgraphs), about);
        }
    }
}
