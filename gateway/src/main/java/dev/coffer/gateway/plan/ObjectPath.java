package dev.coffer.gateway.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where objects lie in the response tree. Start with the root object; each step goes from every object reached so far to
 * the value under {@link Step#key()}, flattens lists at any depth, drops nulls, and keeps the objects of the wanted
 * types. No step at all is the root object itself.
 *
 * <p>{@code [topProducts, reviews, author on User]} reaches the authors that are users of all reviews of all products.
 */
public record ObjectPath(List<Step> steps) {

    /** The root object of the response tree. */
    public static final ObjectPath ROOT = new ObjectPath(List.of());

    /**
     * One field down.
     *
     * @param key internal key of the response tree
     * @param onTypes keep only objects whose {@code __typename} in the response tree is one of these; empty keeps all,
     *     and then {@code __typename} need not be there
     */
    public record Step(String key, Set<String> onTypes) {
        public Step {
            onTypes = Set.copyOf(onTypes);
        }

        @Override
        public String toString() {
            return onTypes.isEmpty()
                    ? key
                    : key + " on " + onTypes.stream().sorted().collect(Collectors.joining("|"));
        }
    }

    public ObjectPath {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(".", "/", ""));
    }
}
