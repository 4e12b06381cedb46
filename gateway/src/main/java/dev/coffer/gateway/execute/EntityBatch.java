package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.OutputSelection;
import dev.coffer.gateway.plan.Representation;
import dev.coffer.gateway.plan.RepresentationField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input of one {@code _entities} field: each representation once, and for each the objects that wait for its answer.
 * Objects without a usable key have no representation.
 */
final class EntityBatch {
    private final EntityCall call;
    private final JsonBuffer json = new JsonBuffer(256);
    private final List<List<JsonObject>> targets = new ArrayList<>();

    private EntityBatch(EntityCall call) {
        this.call = call;
    }

    static EntityBatch of(EntityCall call, ResponseTree tree) {
        EntityBatch batch = new EntityBatch(call);
        Map<Bytes, Integer> known = new HashMap<>();
        batch.json.raw('[');
        for (JsonObject object : tree.objects(call.paths())) {
            batch.add(object, known);
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

    /** The objects that sent representation {@code index}. */
    List<JsonObject> targets(int index) {
        return targets.get(index);
    }

    void writeTo(JsonBuffer out) {
        out.raw(json.toBytes());
    }

    private void add(JsonObject object, Map<Bytes, Integer> known) {
        Representation representation = representationOf(object);
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
        Integer earlier = known.putIfAbsent(new Bytes(json.copy(start)), targets.size());
        if (earlier == null) {
            targets.add(new ArrayList<>(List.of(object)));
        } else {
            json.cutTo(mark);
            targets.get(earlier).add(object);
        }
    }

    private @Nullable Representation representationOf(JsonObject object) {
        for (Representation representation : call.representations()) {
            if (ResponseTree.isOneOf(object, representation.onTypes())) {
                return representation;
            }
        }
        return null;
    }

    private boolean write(JsonObject object, Representation representation) {
        json.raw('{').string(OutputSelection.TYPENAME).raw(':').string(representation.typename());
        if (!members(object, representation.fields(), false)) {
            return false;
        }
        json.raw('}');
        return true;
    }

    private boolean members(JsonObject object, List<RepresentationField> fields, boolean isFirst) {
        boolean needsComma = !isFirst;
        for (RepresentationField field : fields) {
            if (!ResponseTree.isOneOf(object, field.onTypes())) {
                continue;
            }
            Json value = object.find(field.key());
            if (value == null || value == JsonScalar.FAILED || (value.isNull() && isKey(field))) {
                return false;
            }
            json.raw(needsComma ? "," : "").string(field.name()).raw(':');
            needsComma = true;
            if (!value(value, field)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(Json value, RepresentationField field) {
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

    private boolean items(JsonArray array, RepresentationField field) {
        json.raw('[');
        for (int i = 0; i < array.size(); i++) {
            json.raw(i == 0 ? "" : ",");
            if (!value(array.get(i), field)) {
                return false;
            }
        }
        json.raw(']');
        return true;
    }

    private static boolean isKey(RepresentationField field) {
        return field.role() == RepresentationField.Role.KEY;
    }

    /** Bytes compared by value. */
    private static final class Bytes {
        private final byte[] bytes;
        private final int hash;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
