package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonBuffer;
import dev.coffer.gateway.execute.JsonScalar;
import java.util.List;

/** Writes GraphQL errors where there is no data. */
final class ErrorBody {
    private ErrorBody() {}

    /** {@code {"errors":[...]}}. */
    static byte[] of(List<GraphQlError> errors, String correlationId) {
        JsonBuffer out = new JsonBuffer(512);
        out.raw("{\"errors\":").raw(list(errors, correlationId));
        return out.raw('}').toBytes();
    }

    /** The errors alone, as a JSON array. */
    static byte[] list(List<GraphQlError> errors, String correlationId) {
        JsonBuffer out = new JsonBuffer(512);
        out.raw('[');
        JsonScalar id = JsonScalar.ofText(correlationId);
        for (int i = 0; i < errors.size(); i++) {
            out.raw(i == 0 ? "" : ",");
            errors.get(i).writeTo(out, id);
        }
        return out.raw(']').toBytes();
    }
}
