package dev.coffer.gateway.compose;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of which somebody must have all of at least one set, as {@code @requiresScopes} and {@code @policy} list them:
 * {@code [["a", "b"], ["c"]]} is a and b, or c.
 *
 * @param alternatives none contains another, for the smaller one says it all; one empty alternative asks for nothing, no alternative
 *     is met by nobody
 */
public record AnyOf(Set<Set<String>> alternatives) {
    /** Far above what people write; conjunctions of such lists grow as a product. */
    static final int MAX_ALTERNATIVES = 256;

    /** Pairs of alternatives that are looked at for one conjunction; most say what a shorter one says. */
    private static final int MAX_COMBINATIONS = 4_096;

    /** Asks for nothing. */
    public static final AnyOf NOTHING = new AnyOf(Set.of(Set.of()));

    /** Met by nobody. */
    static final AnyOf NOBODY = new AnyOf(Set.of());

    /** Requirements that together have more alternatives than {@link #MAX_ALTERNATIVES}. */
    static final class TooManyAlternatives extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyAlternatives() {
            super(
                    "lists of scopes or policies that hold together have more than " + MAX_ALTERNATIVES
                            + " alternatives",
                    null,
                    false,
                    false);
        }
    }

    public AnyOf {
        Set<Set<String>> smallest = new LinkedHashSet<>();
        for (Set<String> one : alternatives) {
            boolean implied =
                    alternatives.stream().anyMatch(other -> other.size() < one.size() && one.containsAll(other));
            if (!implied) {
                smallest.add(Set.copyOf(one));
            }
        }
        alternatives = Set.copyOf(smallest);
    }

    /** As a directive lists it. An empty list asks for nothing, as it does with the reference composer. */
    static AnyOf listed(List<List<String>> alternatives) {
        return alternatives.isEmpty()
                ? NOTHING
                : checked(alternatives.stream().map(Set::copyOf).collect(Collectors.toSet()));
    }

    private static AnyOf checked(Set<Set<String>> alternatives) {
        if (alternatives.size() > MAX_ALTERNATIVES) {
            throw new TooManyAlternatives();
        }
        return new AnyOf(alternatives);
    }

    boolean asksNothing() {
        return alternatives.contains(Set.of());
    }

    boolean isMetBy(Set<String> names) {
        return alternatives.stream().anyMatch(names::containsAll);
    }

    /** Both must hold. @throws TooManyAlternatives */
    AnyOf and(AnyOf other) {
        if (equals(other) || other.asksNothing()) {
            return this;
        }
        if (asksNothing()) {
            return other;
        }
        if (alternatives.size() * other.alternatives.size() > MAX_COMBINATIONS) {
            throw new TooManyAlternatives();
        }
        Set<Set<String>> both = new LinkedHashSet<>();
        for (Set<String> mine : alternatives) {
            for (Set<String> theirs : other.alternatives) {
                Set<String> joined = new LinkedHashSet<>(mine);
                joined.addAll(theirs);
                both.add(Set.copyOf(joined));
            }
        }
        return checked(new AnyOf(both).alternatives);
    }

    /** Whether everybody who meets this meets the other. */
    boolean implies(AnyOf other) {
        return alternatives.stream().allMatch(other::isMetBy);
    }

    /** As a GraphQL literal, the same for the same requirement. */
    String literal() {
        return alternatives.stream()
                .map(names -> names.stream().sorted().toList())
                .sorted(Comparator.comparing(List::toString))
                .map(names -> names.stream().map(PlainSdl::quote).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
