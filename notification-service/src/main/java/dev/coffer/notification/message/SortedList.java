package dev.coffer.notification.message;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Pages of what is in memory, of a few hundred at most. */
public final class SortedList {

    private SortedList() {}

    /**
     * @param scope says what the list is, so that a cursor fits no other
     * @param sorted by a key that is each element's own
     */
    public static <T> Connection<T> page(
            Pages pages, PageRequest page, String scope, SortedMap<String, T> sorted, boolean isCounted) {
        return pages.page(
                        page,
                        scope,
                        (from, isForward, limit) -> slice(sorted, from, isForward, limit),
                        key -> new Position(key, key),
                        isCounted ? sorted.size() : null)
                .map(sorted::get);
    }

    private static List<String> slice(
            SortedMap<String, ?> sorted, @Nullable Position from, boolean isForward, int limit) {
        List<String> beyond = new ArrayList<>(sorted.keySet());
        if (from != null) {
            String key = from.sortKey().toString();
            beyond.removeIf(one -> isForward ? one.compareTo(key) <= 0 : one.compareTo(key) >= 0);
        }
        if (!isForward) {
            Collections.reverse(beyond);
        }
        return beyond.subList(0, Math.min(limit, beyond.size()));
    }
}
