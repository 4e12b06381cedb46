package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects errors and hints while a composition runs; not shared between threads. */
final class Findings {
    private final List<CompositionError> errors = new ArrayList<>();
    private final List<Hint> hints = new ArrayList<>();

    void error(Code code, String coordinate, Collection<String> subgraphs, String message) {
        CompositionError error = new CompositionError(code, coordinate, List.copyOf(subgraphs), message);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    void error(Code code, String coordinate, String subgraph, String message) {
        error(code, coordinate, List.of(subgraph), "[" + subgraph + "] " + message);
    }

    void hint(String code, String coordinate, Collection<String> subgraphs, String message) {
        Hint hint = new Hint(code, coordinate, List.copyOf(subgraphs), message);
        if (!hints.contains(hint)) {
            hints.add(hint);
        }
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<CompositionError> errors() {
        return List.copyOf(errors);
    }

    List<Hint> hints() {
        return List.copyOf(hints);
    }
}
