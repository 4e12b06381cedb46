package dev.coffer.gateway.cost;

import dev.coffer.gateway.compose.InputDef;
import dev.coffer.gateway.compose.TypeRef;
import dev.coffer.gateway.execute.Json;
import dev.coffer.gateway.execute.JsonArray;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of an input object cost that a client gives.
 *
 * @param type of the input; null for one that costs nothing, however it is given
 */
record InputCost(Weights weights, String type) {

    long of(@Nullable Json value) {
        return switch (value) {
            case JsonArray array -> items(array);
            case JsonObject object -> fields(object);
            case JsonScalar scalar -> 0;
            case null -> 0;
        };
    }

    private long items(JsonArray array) {
        long sum = 0;
        for (int i = 0; i < array.size(); i++) {
            sum = Math.min(Term.MOST, sum + of(array.get(i)));
        }
        return sum;
    }

    private long fields(JsonObject object) {
        InputDef input = weights.input(type);
        long sum = 0;
        for (int i = 0; input != null && i < object.size(); i++) {
            InputDef.InputField field = input.fields().get(object.key(i));
            if (field != null) {
                TypeRef inner = field.type();
                long below = weights.inputCost(inner.innerName()).of(object.value(i));
                sum = Math.min(Term.MOST, sum + weights.of(field.about(), inner) + below);
            }
        }
        return sum;
    }
}
