package dev.coffer.gateway.plan;

/**
 * One field of the answer.
 *
 * @param responseKey under which the client gets it
 * @param key internal key under which the response tree holds it; differs from the response key where that is taken by
 *     something else. A value that is missing there counts as null; empty for what nothing is fetched for
 * @param coordinate {@code Type.field} in the API schema, for messages
 * @param type its API type with the selection below it
 * @param source where its value comes from
 * @param condition when it is part of the answer at all
 */
public record OutputField(
        String responseKey, String key, String coordinate, OutputType type, Source source, Condition condition) {

    /** The same in another place of the answer, or at other times. */
    OutputField when(Condition other) {
        return new OutputField(responseKey, key, coordinate, type, source, other);
    }

    /** Where the value of a field comes from. */
    public enum Source {
        /** The response tree, under {@link OutputField#key()}. */
        RESPONSE,
        /**
         * {@code __typename}: the object's runtime type, or the selection's {@link OutputSelection#typeName()} where the
         * fields do not depend on it.
         */
        TYPENAME,
        /** {@link Plan#introspection()}: the value under {@link OutputField#responseKey()} is printed as it is. */
        INTROSPECTION,
        /** Nowhere: the caller may not see it. It is null, and an error says why; its type tells only whether it may be null. */
        DENIED
    }
}
