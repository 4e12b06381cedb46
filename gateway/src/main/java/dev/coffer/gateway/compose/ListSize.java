package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many items a list may have, as {@code @listSize} says.
 *
 * @param assumedSize where no argument says it; null where that is not said
 * @param slicingArguments arguments of the field, each a number that bounds the list
 * @param sizedFields lists of the returned object that are bounded instead of the field itself; empty for the field
 * @param oneSlicingArgument whether exactly one of the slicing arguments has to be given; null where that is not said, which means yes
 */
public record ListSize(
        @Nullable Integer assumedSize,
        Set<String> slicingArguments,
        Set<String> sizedFields,
        @Nullable Boolean oneSlicingArgument) {
    public ListSize {
        slicingArguments = Ordered.copyOf(slicingArguments);
        sizedFields = Ordered.copyOf(sizedFields);
    }

    /** Whether an operation that gives none of the slicing arguments, or several, is refused. */
    public boolean needsOneSlicingArgument() {
        return !slicingArguments.isEmpty() && !Boolean.FALSE.equals(oneSlicingArgument);
    }

    /** What holds where subgraphs say either: the larger list, and all that bounds one; strict where all are. */
    static @Nullable ListSize merge(@Nullable ListSize one, @Nullable ListSize other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new ListSize(
                Cost.larger(one.assumedSize, other.assumedSize),
                both(one.slicingArguments, other.slicingArguments),
                both(one.sizedFields, other.sizedFields),
                strict(one.oneSlicingArgument, other.oneSlicingArgument));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static @Nullable Boolean strict(@Nullable Boolean one, @Nullable Boolean other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one && other;
    }

    /** As the directive writes it. */
    String literal() {
        List<String> arguments = new ArrayList<>();
        if (assumedSize != null) {
            arguments.add("assumedSize: " + assumedSize);
        }
        if (!slicingArguments.isEmpty()) {
            arguments.add("slicingArguments: " + names(slicingArguments));
        }
        if (!sizedFields.isEmpty()) {
            arguments.add("sizedFields: " + names(sizedFields));
        }
        if (oneSlicingArgument != null) {
            arguments.add("requireOneSlicingArgument: " + oneSlicingArgument);
        }
        return "@" + Cost.LIST_SIZE + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
    }

    private static String names(Set<String> names) {
        return names.stream().map(PlainSdl::quote).collect(Collectors.joining(", ", "[", "]"));
    }
}
