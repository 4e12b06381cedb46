package dev.coffer.gateway.compose;

import java.util.List;

/** Something that composes but that its authors may want to know. @param coordinate as in {@link CompositionError} */
public record Hint(String code, String coordinate, List<String> subgraphs, String message) {
    public Hint {
        subgraphs = List.copyOf(subgraphs);
    }
}
