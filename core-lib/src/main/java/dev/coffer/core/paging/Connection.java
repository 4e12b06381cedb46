package dev.coffer.core.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page as Relay's connections shape it.
 *
 * @param totalCount how many there are in all; null where it was not asked for or is more than is worth counting
 */
public record Connection<T>(
        List<Edge<T>> edges, PageInfo pageInfo, @Nullable Integer totalCount) {

    public Connection {
        edges = List.copyOf(edges);
    }

    /** One element and the cursor that stands for its place. */
    public record Edge<T>(String cursor, T node) {}

    /** Where the page lies in its list; the cursors are null when the page is empty. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /** The elements without their cursors, in order. */
    public List<T> getNodes() {
        return edges.stream().map(Edge::node).toList();
    }

    /** The same page of what {@code mapper} makes of each element. */
    public <R> Connection<R> map(Function<? super T, ? extends R> mapper) {
        List<Edge<R>> mapped = edges.stream()
                .map(edge -> new Edge<R>(edge.cursor(), mapper.apply(edge.node())))
                .toList();
        return new Connection<>(mapped, pageInfo, totalCount);
    }
}
