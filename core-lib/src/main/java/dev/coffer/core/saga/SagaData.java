package dev.coffer.core.saga;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A saga's data as JSON text. Strict: what a record cannot hold would be lost when it is written back. */
final class SagaData {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private SagaData() {}

    static String write(Record data) {
        return MAPPER.writeValueAsString(data);
    }

    /** @throws Unreadable where the text does not fit the record any more */
    static <D extends Record> D read(Saga<D> saga, String data) {
        try {
            return Objects.requireNonNull(MAPPER.readValue(data, saga.data()), "data");
        } catch (JacksonException | IllegalArgumentException | NullPointerException unfit) {
            throw new Unreadable(saga, unfit);
        }
    }

    /** The data no longer fits the declaration, as after an upgrade that changed the record. The data stays as it is. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(Saga<?> saga, RuntimeException cause) {
            super("the data does not fit " + saga.data().getSimpleName() + " of " + saga + ": " + reason(cause), cause);
        }

        /** Where and what, without the values: they may be personal. */
        private static String reason(RuntimeException cause) {
            if (cause instanceof tools.jackson.databind.DatabindException unfit) {
                return unfit.getClass().getSimpleName() + " at " + unfit.getPathReference();
            }
            return cause.getClass().getSimpleName();
        }
    }
}
