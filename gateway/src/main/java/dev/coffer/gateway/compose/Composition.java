package dev.coffer.gateway.compose;

import java.util.List;

/** What came of composing subgraphs. */
public sealed interface Composition {

    /** They fit. */
    record Composed(Supergraph supergraph, List<Hint> hints) implements Composition {
        public Composed {
            hints = List.copyOf(hints);
        }
    }

    /** They do not. @param errors all that the last stage reached has found, at least one */
    record Failed(List<CompositionError> errors) implements Composition {
        public Failed {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a failure without an error");
            }
        }
    }
}
