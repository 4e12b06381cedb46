package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.ContextArgument;
import dev.coffer.gateway.compose.FieldSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the objects above a place that set contexts, and how to fetch what is read of them. */
final class ContextNeeds {
    private final Graph graph;
    private final Requirements requirements;

    ContextNeeds(Graph graph, Requirements requirements) {
        this.graph = graph;
        this.requirements = requirements;
    }

    /** For a field of the objects at the end of a route; null where one of its arguments cannot be filled. */
    @Nullable
    List<Edge.Context> of(Route at, String field, List<ContextArgument> arguments) {
        List<Edge.Context> found = new ArrayList<>();
        for (ContextArgument argument : arguments) {
            Route above = above(at, argument.context());
            List<Route> values = above == null ? null : values(above, argument);
            if (above == null || values == null) {
                return null;
            }
            found.add(new Edge.Context(field, argument, above, values));
        }
        return found;
    }

    /** The nearest object above that sets the context; the objects at the end do not count themselves. */
    private @Nullable Route above(Route at, String context) {
        for (Route route = at; route != null; route = route.parent()) {
            Route parent = route.parent();
            if (route.edge() instanceof Edge.Select
                    && parent != null
                    && graph.contexts().isSet(parent.node().type(), context)) {
                return parent;
            }
        }
        return null;
    }

    private @Nullable List<Route> values(Route above, ContextArgument argument) {
        FieldSet selection = graph.contexts().selection(above.node().type(), argument.selection());
        return selection.isEmpty() ? null : requirements.of(above, selection, FieldSet.EMPTY);
    }
}
