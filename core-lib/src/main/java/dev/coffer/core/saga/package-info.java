/**
 * Long transactions that survive a crash: steps with their undoing, kept in MongoDB, gone on with by whichever replica is there.
 * Used by auth (registration). Imports the store room.
 *
 * <p>Public here: what a service declares ({@link dev.coffer.core.saga.Saga}, {@link dev.coffer.core.saga.Step}), what it calls
 * ({@link dev.coffer.core.saga.Sagas}), and what operators see ({@link dev.coffer.core.saga.SagaInstance}).
 */
@NullMarked
package dev.coffer.core.saga;

import org.jspecify.annotations.NullMarked;
