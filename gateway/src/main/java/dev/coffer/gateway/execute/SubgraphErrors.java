package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.Fetch;
import dev.coffer.gateway.plan.FetchField;
import dev.coffer.gateway.plan.OperationKind;
import dev.coffer.gateway.plan.OutputSelection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns what went wrong in a subgraph into errors at the client's paths. */
final class SubgraphErrors {
    /** Client paths that one error of a subgraph may become. */
    static final int MAX_PATHS = 100;

    /** Steps of a subgraph's path that are followed; no answer is as deep. */
    static final int MAX_STEPS = 200;
    /** Of a subgraph's extensions, which may be told at many paths; larger ones are left out but for those that every error has. */
    static final int MAX_EXTENSIONS_BYTES = 16_384;

    private static final int MAX_CODE_CHARACTERS = 200;

    /** What subgraphs in development put beside an error and no client may see. */
    private static final Set<String> INTERNAL_EXTENSIONS =
            Set.of("exception", "stacktrace", "stackTrace", "debugInfo", "debug", "trace", "serviceName");

    private final Shape.Selection output;
    private final ResponseTree tree;
    private final ErrorLog log;
    private final List<Runnable> reports = new ArrayList<>();
    private final Map<EntityBatch, Map<JsonObject, List<List<Object>>>> ways = new IdentityHashMap<>();

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
                reports.add(() -> log.add(downstream(client(List.of(field.key())), message)));
            }
            return;
        }
        for (EntityBatch batch : batches) {
            reports.add(() -> report(batch, places(batch), List.of(), path -> downstream(path, message)));
        }
    }

    /** Logs what went wrong, once everything is fetched: only then the types of all objects are known. */
    void settle() {
        reports.forEach(Runnable::run);
        reports.clear();
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
        AtPath told = translated(error);
        if (fetch.isRoot()) {
            ResponseTree.markFailed(tree.root(), way);
            reports.add(() -> reported(fetch, told, way));
            return;
        }
        for (EntityBatch batch : batches) {
            boolean isOfBatch = !way.isEmpty() && batch.call().responseKey().equals(way.getFirst());
            if (isOfBatch && way.size() > 1 && way.get(1) instanceof Integer index) {
                if (index >= 0 && index < batch.size()) {
                    List<Object> rest = way.subList(2, way.size());
                    List<JsonObject> targets = batch.targets(index);
                    targets.forEach(target -> ResponseTree.markFailed(target, rest));
                    reports.add(() -> report(batch, places(batch, asked(batch, targets, rest)), rest, told));
                }
            } else if (isOfBatch || way.isEmpty()) {
                reports.add(() -> report(batch, places(batch), List.of(), told));
            }
        }
    }

    private void reported(Fetch fetch, AtPath told, List<Object> way) {
        if (!isAsked(tree.root(), way, fetch.selection())) {
            return;
        }
        log.add(told.error(client(way)));
        if (way.isEmpty()) {
            fetch.selection().forEach(field -> log.explain(client(List.of(field.key()))));
        }
    }

    /** Those of the objects for which somebody asked for what lies there. */
    private static List<JsonObject> asked(EntityBatch batch, List<JsonObject> objects, List<Object> way) {
        return objects.stream()
                .filter(object -> isAsked(object, way, batch.call().selection()))
                .toList();
    }

    /** A subgraph that does not know the types of its objects answers for some that the field was not asked for. */
    private static boolean isAsked(Json start, List<Object> way, List<FetchField> selection) {
        List<FetchField> fields = selection;
        Json at = start;
        for (Object step : way) {
            if (step instanceof Integer index) {
                at = at instanceof JsonArray array && index >= 0 && index < array.size()
                        ? array.get(index)
                        : JsonScalar.NULL;
                continue;
            }
            String key = step.toString();
            List<FetchField> named =
                    fields.stream().filter(field -> field.key().equals(key)).toList();
            if (at instanceof JsonObject object) {
                String type = object.findText(OutputSelection.TYPENAME);
                if (type != null && !named.isEmpty() && named.stream().noneMatch(field -> isFor(field, type))) {
                    return false;
                }
                Json below = object.find(key);
                at = below == null ? JsonScalar.NULL : below;
            }
            fields = named.stream().flatMap(field -> field.children().stream()).toList();
        }
        return true;
    }

    private static boolean isFor(FetchField field, String type) {
        return field.onTypes().isEmpty() || field.onTypes().contains(type);
    }

    private interface AtPath {
        GraphQlError error(List<Object> path);
    }

    /** One error for every place, and no second one for what is missing there. */
    private void report(EntityBatch batch, List<List<Object>> places, List<Object> rest, AtPath error) {
        for (int i = 0; i < places.size() && !log.isFull(); i++) {
            List<Object> way = places.get(i);
            if (i < MAX_PATHS) {
                log.add(error.error(client(way, rest)));
            }
            if (rest.isEmpty()) {
                batch.call().selection().forEach(field -> log.explain(client(way, List.of(field.key()))));
            }
        }
    }

    private List<List<Object>> places(EntityBatch batch) {
        return ways(batch).values().stream().flatMap(List::stream).toList();
    }

    private List<List<Object>> places(EntityBatch batch, List<JsonObject> objects) {
        Map<JsonObject, List<List<Object>>> all = ways(batch);
        return objects.stream()
                .flatMap(object -> all.getOrDefault(object, List.of()).stream())
                .toList();
    }

    /** The places of all objects that a batch asked about, looked for once: there may be many, and many errors about them. */
    private Map<JsonObject, List<List<Object>>> ways(EntityBatch batch) {
        return ways.computeIfAbsent(batch, unknown -> {
            Set<JsonObject> wanted = allTargets(batch);
            // Objects of the tree are the same only if they are one; the order is that of the tree.
            Map<JsonObject, List<List<Object>>> found = new LinkedHashMap<>();
            tree.visit(batch.call().paths(), (object, way) -> {
                if (wanted.contains(object)) {
                    found.computeIfAbsent(object, first -> new ArrayList<>()).add(way);
                }
            });
            return found;
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

    private static List<Object> way(JsonObject error) {
        List<Object> way = new ArrayList<>();
        if (error.find("path") instanceof JsonArray path) {
            for (int i = 0; i < path.size() && i < MAX_STEPS && path.get(i) instanceof JsonScalar step; i++) {
                way.add(
                        step.isInteger() && step.length() < 10
                                ? (Object) Integer.valueOf(step.literal())
                                : step.text());
            }
        }
        return way;
    }

    /** A subgraph's error, as clients may see it. */
    private static AtPath translated(JsonObject error) {
        String given = error.findText("message");
        String message = given == null ? "A service reported an error without a message." : given;
        JsonObject extensions = extensions(error);
        if (extensions.find("code") == null) {
            ResponseTree.merge(extensions, GraphQlError.extensions(GatewayError.DOWNSTREAM_SERVICE_ERROR));
        }
        return path -> new GraphQlError(message, path, List.of(), extensions);
    }

    private static JsonObject extensions(JsonObject error) {
        JsonObject extensions = new JsonObject();
        if (error.find("extensions") instanceof JsonObject given) {
            for (int i = 0; i < given.size(); i++) {
                if (!INTERNAL_EXTENSIONS.contains(given.key(i))) {
                    extensions.put(given.key(i), given.value(i));
                }
            }
        }
        JsonBuffer written = new JsonBuffer(256);
        extensions.writeTo(written);
        return written.size() <= MAX_EXTENSIONS_BYTES ? extensions : common(extensions);
    }

    private static JsonObject common(JsonObject extensions) {
        JsonObject common = new JsonObject();
        for (String name : List.of("code", "classification", "correlationId")) {
            String text = extensions.findText(name);
            if (text != null && text.length() <= MAX_CODE_CHARACTERS) {
                common.put(name, JsonScalar.ofText(text));
            }
        }
        return common;
    }
}
