package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Access;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the plan of an operation depends on beside the document.
 *
 * @param accesses what callers are asked to show for fields and types that the operation names; none is open
 * @param labels of progressive overrides of fields that its plan may use
 */
public record Dependencies(Set<Access> accesses, Set<String> labels) {

    /** One plan serves all. */
    public static final Dependencies NONE = new Dependencies(Set.of(), Set.of());

    public Dependencies {
        accesses = Set.copyOf(accesses);
        labels = Set.copyOf(labels);
    }

    public boolean isNone() {
        return accesses.isEmpty() && labels.isEmpty();
    }

    /** The circumstances of one request: of what the plan depends on, what holds. */
    public Circumstances where(Predicate<Access> isGranted, Predicate<String> isActive) {
        return new Circumstances(
                accesses.stream().filter(isGranted).collect(Collectors.toSet()),
                labels.stream().filter(isActive).collect(Collectors.toSet()));
    }
}
