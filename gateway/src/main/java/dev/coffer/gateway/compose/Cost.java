package dev.coffer.gateway.compose;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an element costs an operation that asks for it, as {@code @cost} and {@code @listSize} say. See
 * https://specs.apollo.dev/cost/v0.1.
 *
 * @param weight null where nothing is said
 * @param listSize null where nothing is said
 */
public record Cost(@Nullable Integer weight, @Nullable ListSize listSize) {
    static final String COST = "cost";
    static final String LIST_SIZE = "listSize";
    static final Set<String> DIRECTIVES = Set.of(COST, LIST_SIZE);

    /** Nothing is said. */
    public static final Cost UNSAID = new Cost(null, null);

    /** What holds where several subgraphs say something: the most. */
    Cost and(Cost other) {
        return new Cost(larger(weight, other.weight), ListSize.merge(listSize, other.listSize));
    }

    static @Nullable Integer larger(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    /** The directives that say so, in a supergraph. */
    List<String> directives() {
        List<String> written = new ArrayList<>();
        if (weight != null) {
            written.add("@" + COST + "(weight: " + weight + ")");
        }
        if (listSize != null) {
            written.add(listSize.literal());
        }
        return written;
    }

    /** @return null where one of them is not of its form */
    static @Nullable Cost read(@Nullable Directive cost, @Nullable Directive listSize) {
        Integer weight = cost == null ? null : number(Marks.value(cost, "weight"));
        ListSize size = listSize == null ? null : readSize(listSize);
        return (cost != null && weight == null) || (listSize != null && size == null) ? null : new Cost(weight, size);
    }

    private static @Nullable ListSize readSize(Directive listSize) {
        Value<?> assumed = Marks.value(listSize, "assumedSize");
        Value<?> one = Marks.value(listSize, "requireOneSlicingArgument");
        Set<String> slicing = names(Marks.value(listSize, "slicingArguments"));
        Set<String> sized = names(Marks.value(listSize, "sizedFields"));
        if (slicing == null
                || sized == null
                || (assumed != null && number(assumed) == null)
                || (one != null && !(one instanceof BooleanValue))) {
            return null;
        }
        Boolean isOne = one instanceof BooleanValue said ? (Boolean) said.isValue() : null;
        return new ListSize(number(assumed), slicing, sized, isOne);
    }

    private static @Nullable Integer number(@Nullable Value<?> value) {
        return value instanceof IntValue number && number.getValue().bitLength() < Integer.SIZE
                ? (Integer) number.getValue().intValue()
                : null;
    }

    /** @return null where it is no list of names */
    private static @Nullable Set<String> names(@Nullable Value<?> value) {
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof ArrayValue array)) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Value<?> item : array.getValues()) {
            if (!(item instanceof StringValue name)) {
                return null;
            }
            names.add(name.getValue());
        }
        return names;
    }
}
