package dev.coffer.gateway.execute;

/**
 * A JSON value as it came over the wire. Scalars are slices of the bytes they were read from, so that a big decimal or
 * a long leaves exactly as it came in; nothing is parsed that nobody looks at.
 */
public sealed interface Json permits JsonObject, JsonArray, JsonScalar {

    /** Whether this is the JSON literal {@code null}. */
    default boolean isNull() {
        return this == JsonScalar.NULL || this == JsonScalar.FAILED;
    }

    /** Appends this value's JSON text. */
    void writeTo(JsonBuffer out);
}
