package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.EntityCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of one {@code _entities} field: each representation once, and for each the objects that wait for its answer.
 * Objects without a usable key have no representation.
 */
final class EntityBatch {
    private final EntityCall call;
    private final List<RepresentationShape> shapes;
    private final List<String> contexts;
    private final JsonBuffer json = new JsonBuffer(1_024);
    private final DistinctSlices known = new DistinctSlices(json);
    private final List<List<JsonObject>> targets = new ArrayList<>();

    private EntityBatch(EntityCall call, List<RepresentationShape> shapes, List<String> contexts) {
        this.call = call;
        this.shapes = shapes;
        this.contexts = contexts;
    }

    /** @param shapes of {@code call} */
    static EntityBatch of(EntityCall call, List<RepresentationShape> shapes, ResponseTree tree) {
        return of(call, shapes, tree.objects(call.paths()), List.of());
    }

    /** @param contexts values of the call's contexts for all these objects, as JSON */
    static EntityBatch of(
            EntityCall call, List<RepresentationShape> shapes, List<JsonObject> objects, List<String> contexts) {
        EntityBatch batch = new EntityBatch(call, shapes, contexts);
        batch.json.raw('[');
        for (JsonObject object : objects) {
            batch.add(object);
        }
        batch.json.raw(']');
        return batch;
    }

    EntityCall call() {
        return call;
    }

    boolean isEmpty() {
        return targets.isEmpty();
    }

    int size() {
        return targets.size();
    }

    /** Bytes that {@link #writeTo} writes at least. */
    int bytes() {
        return json.size() + call.variable().length() + 3;
    }

    /** At how many places the answer for one object goes at most. */
    int mostTargets() {
        int most = 1;
        for (List<JsonObject> same : targets) {
            most = Math.max(most, same.size());
        }
        return most;
    }

    /** The objects that sent representation {@code index}. */
    List<JsonObject> targets(int index) {
        return targets.get(index);
    }

    /** Writes the call's variables with their values. */
    void writeTo(JsonBuffer out) {
        out.string(call.variable()).raw(':').raw(json);
        for (int i = 0; i < contexts.size(); i++) {
            out.raw(',').string(call.variable(call.contexts().get(i))).raw(':').raw(contexts.get(i));
        }
    }

    private void add(JsonObject object) {
        RepresentationShape representation = representationOf(object);
        if (representation == null) {
            return;
        }
        int mark = json.size();
        if (!targets.isEmpty()) {
            json.raw(',');
        }
        int start = json.size();
        if (!write(object, representation)) {
            json.cutTo(mark);
            return;
        }
        int number = known.number(start);
        if (number == targets.size()) {
            targets.add(new ArrayList<>());
        } else {
            json.cutTo(mark);
        }
        targets.get(number).add(object);
    }

    private @Nullable RepresentationShape representationOf(JsonObject object) {
        for (RepresentationShape representation : shapes) {
            if (ResponseTree.isOneOf(object, representation.onTypes())) {
                return representation;
            }
        }
        return null;
    }

    private boolean write(JsonObject object, RepresentationShape representation) {
        json.raw(representation.opening());
        if (!members(object, representation.fields(), false)) {
            return false;
        }
        json.raw('}');
        return true;
    }

    private boolean members(JsonObject object, List<RepresentationShape.Field> fields, boolean isFirst) {
        boolean needsComma = !isFirst;
        for (RepresentationShape.Field field : fields) {
            if (!ResponseTree.isOneOf(object, field.onTypes())) {
                continue;
            }
            Json value = object.find(field.key());
            if (value == null || value == JsonScalar.FAILED || (value.isNull() && field.isKey())) {
                return false;
            }
            if (needsComma) {
                json.raw(',');
            }
            json.raw(field.head());
            needsComma = true;
            if (!value(value, field)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(Json value, RepresentationShape.Field field) {
        if (field.children().isEmpty() || value instanceof JsonScalar) {
            value.writeTo(json);
            return true;
        }
        if (value instanceof JsonObject object) {
            json.raw('{');
            boolean isComplete = members(object, field.children(), true);
            json.raw('}');
            return isComplete;
        }
        return value instanceof JsonArray array && items(array, field);
    }

    private boolean items(JsonArray array, RepresentationShape.Field field) {
        json.raw('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                json.raw(',');
            }
            if (!value(array.get(i), field)) {
                return false;
            }
        }
        json.raw(']');
        return true;
    }
}
