package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.FetchField;
import dev.coffer.gateway.plan.OperationKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Turns what went wrong in a subgraph into errors at the client's paths. */
final class SubgraphErrors {
    /** Client paths that one error of a subgraph may become. */
    static final int MAX_PATHS = 100;

    /** What subgraphs in development put beside an error and no client may see. */
    private static final Set<String> INTERNAL_EXTENSIONS =
            Set.of("exception", "stacktrace", "stackTrace", "debugInfo", "debug", "trace", "serviceName");

    private final Shape.Selection output;
    private final ResponseTree tree;
    private final ErrorLog log;

    SubgraphErrors(Shape.Selection output, ResponseTree tree, ErrorLog log) {
        this.output = output;
        this.tree = tree;
        this.log = log;
    }

    /** The call brought nothing. @param problem continues "the service behind it ..." */
    void failed(Fetch fetch, List<EntityBatch> batches, String problem) {
        String message = "This part of the answer is missing: the service behind it " + problem + ". "
                + (fetch.kind() == OperationKind.MUTATION
                        ? "Whether the change was made is not known: look before you repeat it."
                        : "Try again in a moment.");
        if (fetch.isRoot()) {
            for (FetchField field : fetch.selection()) {
                log.add(downstream(client(List.of(field.key())), message));
            }
            return;
        }
        for (EntityBatch batch : batches) {
            report(batch, allTargets(batch), List.of(), path -> downstream(path, message));
        }
    }

    private static GraphQlError downstream(List<Object> path, String message) {
        return GraphQlError.at(path, GatewayError.DOWNSTREAM_SERVICE_ERROR, message);
    }

    /** The subgraph reported errors beside its answer, which is merged already. */
    void reported(Fetch fetch, List<EntityBatch> batches, JsonArray errors) {
        for (int i = 0; i < errors.size() && i < ErrorLog.MAX_ERRORS; i++) {
            if (errors.get(i) instanceof JsonObject error) {
                reported(fetch, batches, error);
            }
        }
    }

    private void reported(Fetch fetch, List<EntityBatch> batches, JsonObject error) {
        List<Object> way = way(error);
        if (fetch.isRoot()) {
            ResponseTree.markFailed(tree.root(), way);
            log.add(translated(error, client(way)));
            if (way.isEmpty()) {
                fetch.selection().forEach(field -> log.explain(client(List.of(field.key()))));
            }
            return;
        }
        for (EntityBatch batch : batches) {
            boolean isOfBatch = !way.isEmpty() && batch.call().responseKey().equals(way.getFirst());
            if (isOfBatch && way.size() > 1 && way.get(1) instanceof Integer index) {
                if (index >= 0 && index < batch.size()) {
                    List<Object> rest = way.subList(2, way.size());
                    batch.targets(index).forEach(target -> ResponseTree.markFailed(target, rest));
                    report(batch, identities(batch.targets(index)), rest, path -> translated(error, path));
                }
            } else if (isOfBatch || way.isEmpty()) {
                report(batch, allTargets(batch), List.of(), path -> translated(error, path));
            }
        }
    }

    private interface AtPath {
        GraphQlError error(List<Object> path);
    }

    /** One error for every place of the wanted objects, and no second one for what is missing there. */
    private void report(EntityBatch batch, Set<JsonObject> wanted, List<Object> rest, AtPath error) {
        EntityCall call = batch.call();
        int[] reported = {0};
        tree.visit(call.paths(), (object, way) -> {
            if (!wanted.contains(object)) {
                return;
            }
            if (reported[0]++ < MAX_PATHS) {
                log.add(error.error(client(way, rest)));
            }
            if (rest.isEmpty()) {
                call.selection().forEach(field -> log.explain(client(way, List.of(field.key()))));
            }
        });
    }

    private List<Object> client(List<Object> way) {
        return ClientPaths.of(output, way);
    }

    private List<Object> client(List<Object> way, List<Object> rest) {
        List<Object> whole = new ArrayList<>(way);
        whole.addAll(rest);
        return client(whole);
    }

    private static Set<JsonObject> allTargets(EntityBatch batch) {
        Set<JsonObject> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < batch.size(); i++) {
            all.addAll(batch.targets(i));
        }
        return all;
    }

    private static Set<JsonObject> identities(List<JsonObject> objects) {
        Set<JsonObject> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(objects);
        return set;
    }

    private static List<Object> way(JsonObject error) {
        List<Object> way = new ArrayList<>();
        if (error.find("path") instanceof JsonArray path) {
            for (int i = 0; i < path.size() && path.get(i) instanceof JsonScalar step; i++) {
                way.add(
                        step.isInteger() && step.length() < 10
                                ? (Object) Integer.valueOf(step.literal())
                                : step.text());
            }
        }
        return way;
    }

    private static GraphQlError translated(JsonObject error, List<Object> path) {
        String message = error.findText("message");
        JsonObject extensions = new JsonObject();
        if (error.find("extensions") instanceof JsonObject given) {
            for (int i = 0; i < given.size(); i++) {
                if (!INTERNAL_EXTENSIONS.contains(given.key(i))) {
                    extensions.put(given.key(i), given.value(i));
                }
            }
        }
        if (extensions.find("code") == null) {
            JsonObject own = GraphQlError.extensions(GatewayError.DOWNSTREAM_SERVICE_ERROR);
            ResponseTree.merge(extensions, own);
        }
        return new GraphQlError(
                message == null ? "A service reported an error without a message." : message,
                path,
                List.of(),
                extensions);
    }
}
