package dev.coffer.gateway.compose;

import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** A custom scalar. @param specifiedBy the URL of {@code @specifiedBy}, if any */
public record ScalarDef(String name, @Nullable String specifiedBy, SequencedSet<String> subgraphs, About about)
        implements TypeDef {
    public ScalarDef {
        subgraphs = Ordered.copyOf(subgraphs);
    }
}
