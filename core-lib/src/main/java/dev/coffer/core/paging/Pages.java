package dev.coffer.core.paging;

import dev.coffer.core.paging.Connection.Edge;
import dev.coffer.core.paging.Connection.PageInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Pages through any list that can be read from a {@link Position} on, in its order or against it. */
public final class Pages {

    private final Cursors cursors;

    public Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Reads up to {@code limit} elements beyond {@code from} (from the edge of the list when null), in reading direction. */
    @FunctionalInterface
    public interface Reader<T> {

        /** @param isForward in the list's own order, else from its end backwards */
        List<T> read(@Nullable Position from, boolean isForward, int limit);
    }

    /**
     * @param scope says what the query is (name, filter, owner, sort), so that a cursor fits no other
     * @param totalCount null where it was not asked for
     */
    public <T> Connection<T> page(
            PageRequest request,
            String scope,
            Reader<T> reader,
            Function<? super T, Position> positionOf,
            @Nullable Integer totalCount) {
        String argument = request.isForward() ? "after" : "before";
        String cursor = request.cursor();
        Position from = cursor == null ? null : cursors.read(cursor, scope, argument);
        List<T> read = reader.read(from, request.isForward(), request.size() + 1);
        boolean hasMore = read.size() > request.size();
        List<T> rows = new ArrayList<>(hasMore ? read.subList(0, request.size()) : read);
        if (!request.isForward()) {
            Collections.reverse(rows);
        }
        List<Edge<T>> edges = rows.stream()
                .map(row -> new Edge<T>(cursors.write(positionOf.apply(row), scope), row))
                .toList();
        return new Connection<>(edges, info(request, edges, hasMore), totalCount);
    }

    /**
     * A page of a collection.
     *
     * @param isCounted whether the total is asked for; only then is it counted, and up to {@link MongoKeyset#MAX_COUNTED}
     */
    public Connection<Document> page(PageRequest request, String scope, MongoKeyset keyset, boolean isCounted) {
        Connection<Document> page = page(request, scope, keyset, keyset::positionOf, null);
        return isCounted ? new Connection<>(page.edges(), page.pageInfo(), keyset.count()) : page;
    }

    private static <T> PageInfo info(PageRequest request, List<Edge<T>> edges, boolean hasMore) {
        // The element that a cursor stands for lies on the other side of the page.
        boolean hasBehind = request.cursor() != null;
        return new PageInfo(
                request.isForward() ? hasMore : hasBehind,
                request.isForward() ? hasBehind : hasMore,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
    }
}
