package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.EntityCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input of an {@code _entities} field whose arguments come from objects above: entities that lie below different values are asked
 * for in groups, several of them in one document.
 */
final class ContextGroups {
    /** Groups of one document: what subgraphs take that count aliases. More go in further calls. */
    static final int MOST_TOGETHER = 30;

    private ContextGroups() {}

    /**
     * For each call of the subgraph its batches.
     *
     * @param shapes of the call's representations
     * @param contexts of the call's contexts, in their order
     */
    static List<List<EntityBatch>> of(
            EntityCall call, List<RepresentationShape> shapes, List<ContextShape> contexts, ResponseTree tree) {
        Map<List<String>, List<JsonObject>> groups = new LinkedHashMap<>();
        tree.below(call.paths().getFirst(), (object, above) -> {
            List<String> values = values(contexts, above);
            if (values.size() == contexts.size()) {
                groups.computeIfAbsent(values, first -> new ArrayList<>()).add(object);
            }
        });
        List<EntityBatch> batches = new ArrayList<>();
        groups.forEach((values, objects) -> {
            EntityCall own = groups.size() == 1 ? call : call.group(batches.size() % MOST_TOGETHER);
            EntityBatch batch = EntityBatch.of(own, shapes, objects, values);
            if (!batch.isEmpty()) {
                batches.add(batch);
            }
        });
        List<List<EntityBatch>> calls = new ArrayList<>();
        for (int from = 0; from < batches.size(); from += MOST_TOGETHER) {
            calls.add(List.copyOf(batches.subList(from, Math.min(batches.size(), from + MOST_TOGETHER))));
        }
        return calls;
    }

    /** Fewer than there are contexts where one cannot be read. */
    private static List<String> values(List<ContextShape> contexts, List<JsonObject> above) {
        List<String> values = new ArrayList<>(contexts.size());
        for (ContextShape context : contexts) {
            JsonBuffer value = new JsonBuffer(32);
            if (!context.write(above.get(context.depth()), value)) {
                break;
            }
            values.add(value.toText());
        }
        return values;
    }
}
