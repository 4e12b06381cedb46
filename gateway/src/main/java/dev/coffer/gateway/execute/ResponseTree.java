package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.ObjectPath;
import dev.coffer.gateway.plan.OutputSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The one tree that all fetches of a request write into. */
final class ResponseTree {
    private final JsonObject root = new JsonObject();
    /** Of the search that was last; objects found by it bear its number. */
    private int search;

    JsonObject root() {
        return root;
    }

    /** The objects at these paths, each once. */
    List<JsonObject> objects(List<ObjectPath> paths) {
        List<JsonObject> found = new ArrayList<>();
        int number = ++search;
        for (ObjectPath path : paths) {
            walk(root, path.steps(), 0, null, (object, trail) -> {
                if (object.isFirstFoundBy(number)) {
                    found.add(object);
                }
            });
        }
        return found;
    }

    /** Shows every object at these paths with the way to it in the tree: keys (String) and list indexes (Integer). */
    void visit(List<ObjectPath> paths, BiConsumer<JsonObject, List<Object>> visitor) {
        for (ObjectPath path : paths) {
            List<Object> trail = new ArrayList<>();
            walk(root, path.steps(), 0, trail, (object, way) -> visitor.accept(object, List.copyOf(trail)));
        }
    }

    /** Shows every object at the path with those above it, the root first and itself last; the list is good for that moment only. */
    void below(ObjectPath path, BiConsumer<JsonObject, List<JsonObject>> visitor) {
        below(root, path.steps(), new ArrayList<>(), visitor);
    }

    private static void below(
            Json at,
            List<ObjectPath.Step> steps,
            List<JsonObject> way,
            BiConsumer<JsonObject, List<JsonObject>> visitor) {
        if (at instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                below(array.get(i), steps, way, visitor);
            }
        } else if (at instanceof JsonObject object && isOn(object, steps, way.size())) {
            int next = way.size();
            way.addLast(object);
            Json value =
                    next == steps.size() ? null : object.find(steps.get(next).key());
            if (next == steps.size()) {
                visitor.accept(object, way);
            } else if (value != null) {
                below(value, steps, way, visitor);
            }
            way.removeLast();
        }
    }

    private static void walk(
            Json at,
            List<ObjectPath.Step> steps,
            int next,
            @Nullable List<Object> trail,
            BiConsumer<JsonObject, @Nullable List<Object>> visitor) {
        if (at instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                push(trail, i);
                walk(array.get(i), steps, next, trail, visitor);
                pop(trail);
            }
        } else if (at instanceof JsonObject object && isOn(object, steps, next)) {
            if (next == steps.size()) {
                visitor.accept(object, trail);
                return;
            }
            String key = steps.get(next).key();
            Json below = object.find(key);
            if (below != null) {
                push(trail, key);
                walk(below, steps, next + 1, trail, visitor);
                pop(trail);
            }
        }
    }

    private static void push(@Nullable List<Object> trail, Object step) {
        if (trail != null) {
            trail.addLast(step);
        }
    }

    private static void pop(@Nullable List<Object> trail) {
        if (trail != null) {
            trail.removeLast();
        }
    }

    private static boolean isOn(JsonObject object, List<ObjectPath.Step> steps, int next) {
        return next == 0 || isOneOf(object, steps.get(next - 1).onTypes());
    }

    /** Whether the object's {@code __typename} is one of {@code types}; true for all when there are none. */
    static boolean isOneOf(JsonObject object, Set<String> types) {
        if (types.isEmpty()) {
            return true;
        }
        String type = object.findText(OutputSelection.TYPENAME);
        return type != null && types.contains(type);
    }

    /** Merges deeply: objects by key, lists by index; null never replaces anything. {@code from} may live on in the tree. */
    static void merge(JsonObject into, JsonObject from) {
        for (int i = 0; i < from.size(); i++) {
            int at = into.indexOf(from.key(i));
            if (at < 0) {
                into.put(from.key(i), from.value(i));
            } else {
                into.replaceAt(at, merged(into.value(at), from.value(i)));
            }
        }
    }

    /** The same for many pairs of objects that are like each other. */
    static void merge(JsonObject into, JsonObject from, JsonObject.Joined known) {
        if (!into.join(from, known)) {
            merge(into, from);
        }
    }

    /** Whether there are neither objects nor lists in it: then nothing in it changes later, and it needs no copy. */
    static boolean isFlat(JsonObject object) {
        for (int i = 0; i < object.size(); i++) {
            if (!(object.value(i) instanceof JsonScalar)) {
                return false;
            }
        }
        return true;
    }

    /** Merges a copy of {@code from}, so that later merges into one place do not show at another. */
    static void mergeCopy(JsonObject into, JsonObject from) {
        for (int i = 0; i < from.size(); i++) {
            int at = into.indexOf(from.key(i));
            if (at < 0) {
                into.put(from.key(i), copy(from.value(i)));
            } else {
                into.replaceAt(at, merged(into.value(at), copy(from.value(i))));
            }
        }
    }

    private static Json merged(Json earlier, Json later) {
        if (later.isNull()) {
            return earlier;
        }
        if (earlier instanceof JsonObject into && later instanceof JsonObject from) {
            merge(into, from);
            return into;
        }
        if (earlier instanceof JsonArray into && later instanceof JsonArray from) {
            for (int i = 0; i < from.size(); i++) {
                if (i < into.size()) {
                    into.set(i, merged(into.get(i), from.get(i)));
                } else {
                    into.add(from.get(i));
                }
            }
            return into;
        }
        return earlier instanceof JsonScalar ? later : earlier;
    }

    /** A copy with objects and lists of its own. */
    private static Json copy(Json value) {
        return switch (value) {
            case JsonScalar scalar -> scalar;
            case JsonArray array -> {
                JsonArray copy = new JsonArray();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(copy(array.get(i)));
                }
                yield copy;
            }
            case JsonObject object -> {
                JsonObject copy = new JsonObject();
                mergeCopy(copy, object);
                yield copy;
            }
        };
    }

    /** How many values there are in it, itself included. */
    static long values(Json value) {
        return switch (value) {
            case JsonScalar ignored -> 1;
            case JsonArray array -> {
                long values = 1;
                for (int i = 0; i < array.size(); i++) {
                    values += values(array.get(i));
                }
                yield values;
            }
            case JsonObject object -> {
                long values = 1;
                for (int i = 0; i < object.size(); i++) {
                    values += values(object.value(i));
                }
                yield values;
            }
        };
    }

    /** Turns a null at {@code way} below {@code at} into one that is known to have failed. */
    static void markFailed(JsonObject at, List<Object> way) {
        Json holder = at;
        for (int i = 0; i < way.size(); i++) {
            boolean isLast = i == way.size() - 1;
            if (holder instanceof JsonObject object && way.get(i) instanceof String key) {
                Json value = object.find(key);
                if (value == null || value.isNull()) {
                    object.put(key, JsonScalar.FAILED);
                    return;
                }
                holder = value;
            } else if (holder instanceof JsonArray array
                    && way.get(i) instanceof Integer index
                    && index >= 0
                    && index < array.size()) {
                if (isLast && array.get(index).isNull()) {
                    array.set(index, JsonScalar.FAILED);
                }
                holder = array.get(index);
            } else {
                return;
            }
        }
    }
}
