package dev.coffer.core.paging;

import dev.coffer.core.errors.CodedException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param size 1 to {@value #MAX_SIZE} elements
 * @param isForward whether the page lies after the cursor (or at the start), or before it (or at the end)
 * @param cursor the element that the page adjoins, which is not part of it; null for the start or the end of the list
 */
public record PageRequest(
        int size, boolean isForward, @Nullable String cursor) {

    public static final int MAX_SIZE = 100;
    public static final int DEFAULT_SIZE = 20;

    /**
     * From the arguments of a Relay connection field; without any, the first {@value #DEFAULT_SIZE}.
     *
     * @throws CodedException INVALID_INPUT when they contradict each other or are out of range
     */
    public static PageRequest of(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        boolean isBackward = last != null || before != null;
        if (isBackward && (first != null || after != null)) {
            throw CodedException.invalid(
                    first != null ? "first" : "after",
                    "Page either with first/after or with last/before, not with both.");
        }
        return isBackward
                ? new PageRequest(sized("last", last), false, before)
                : new PageRequest(sized("first", first), true, after);
    }

    private static int sized(String argument, @Nullable Integer size) {
        int asked = size == null ? DEFAULT_SIZE : size;
        if (asked < 1 || asked > MAX_SIZE) {
            throw CodedException.invalid(
                    argument, "Argument '" + argument + "' must be 1 to " + MAX_SIZE + ", not " + asked + ".");
        }
        return asked;
    }
}
