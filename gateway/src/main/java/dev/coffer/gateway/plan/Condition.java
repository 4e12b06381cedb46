package dev.coffer.gateway.plan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a fetch or an output field takes part: a disjunction of conjunctions over the client's Boolean variables, as they
 * come from {@code @include} and {@code @skip}.
 *
 * @param alternatives the condition holds if every term of at least one alternative holds; one empty alternative means
 *     always, no alternative means never
 */
public record Condition(Set<Set<Term>> alternatives) {

    /** Holds for all variables. */
    public static final Condition ALWAYS = new Condition(Set.of(Set.of()));

    /** More than operations need; conditions that exclude each other grow as a product. */
    static final int MAX_ALTERNATIVES = 64;

    /** Holds for no variables. */
    public static final Condition NEVER = new Condition(Set.of());

    /**
     * One Boolean variable of the client with the value that it must have.
     *
     * @param variable the client's name of it, without the dollar sign
     * @param expected true for {@code @include(if: $v)}, false for {@code @skip(if: $v)}
     */
    public record Term(String variable, boolean expected) {
        Term opposite() {
            return new Term(variable, !expected);
        }

        @Override
        public String toString() {
            return (expected ? "$" : "!$") + variable;
        }
    }

    public Condition {
        alternatives = alternatives.contains(Set.of())
                ? Set.of(Set.of())
                : alternatives.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Exactly this one term. */
    public static Condition of(String variable, boolean expected) {
        return new Condition(Set.of(Set.of(new Term(variable, expected))));
    }

    public boolean isAlways() {
        return alternatives.contains(Set.of());
    }

    public boolean isNever() {
        return alternatives.isEmpty();
    }

    /** Both must hold. */
    public Condition and(Condition other) {
        Set<Set<Term>> both = new LinkedHashSet<>();
        for (Set<Term> mine : alternatives) {
            for (Set<Term> theirs : other.alternatives) {
                Set<Term> merged = new LinkedHashSet<>(mine);
                merged.addAll(theirs);
                if (merged.stream().noneMatch(term -> merged.contains(term.opposite()))) {
                    both.add(merged);
                }
            }
        }
        return new Condition(both);
    }

    /** One of the two must hold. */
    public Condition or(Condition other) {
        Set<Set<Term>> either = new LinkedHashSet<>(alternatives);
        either.addAll(other.alternatives);
        return new Condition(either);
    }

    /** This one must hold and the other must not; null where saying so would take more than {@link #MAX_ALTERNATIVES}. */
    @Nullable
    Condition butNot(Condition other) {
        Condition rest = this;
        for (Set<Term> alternative : other.alternatives) {
            Set<Set<Term>> broken = new LinkedHashSet<>();
            alternative.forEach(term -> broken.add(Set.of(term.opposite())));
            rest = rest.and(new Condition(broken));
            if (rest.alternatives.size() > MAX_ALTERNATIVES) {
                return null;
            }
        }
        return rest;
    }

    /** @param variable tells the coerced value of a client's Boolean variable */
    public boolean holds(Predicate<String> variable) {
        for (Set<Term> alternative : alternatives) {
            if (alternative.stream().allMatch(term -> variable.test(term.variable) == term.expected)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        if (isAlways()) {
            return "always";
        }
        return alternatives.stream()
                .map(terms -> terms.stream().map(Term::toString).sorted().collect(Collectors.joining(" and ")))
                .sorted()
                .collect(Collectors.joining(" or "));
    }
}
