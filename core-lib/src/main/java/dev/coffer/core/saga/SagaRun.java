package dev.coffer.core.saga;

import org.jspecify.annotations.Nullable;

/**
 * What a step is told.
 *
 * @param id of the saga: what its events are correlated by
 * @param tenantId whose saga this is
 * @param key what the saga is about: a user's id, a payment's id
 * @param userId on whose behalf, null for the system's own doing
 * @param data as the steps before and the facts meanwhile left it
 * @param idempotencyKey the same at every try of this step, by whichever replica and also when an operator asks for more tries:
 *     the outcome of an earlier one may be unknown. Undoing the step has a key of its own.
 */
public record SagaRun<D extends Record>(
        String id, String tenantId, String key, @Nullable String userId, D data, String idempotencyKey) {

    /** Leaves the data out: it may be personal. */
    @Override
    public String toString() {
        return "saga " + id + " of " + key;
    }
}
