/**
 * A durable bus between services without another broker: an event is saved in the transaction of the change that it tells about,
 * relayed in commit order to a Redis Stream, and applied by each consumer exactly once, in order per key. Used by every service.
 * Imports the store, trace, ids and errors rooms.
 *
 * <p>Public here: what a service declares ({@link dev.coffer.core.events.EventType}, {@link dev.coffer.core.events.Consumer},
 * {@link dev.coffer.core.events.RelaySource}) and what it calls ({@link dev.coffer.core.events.Outbox}).
 */
@NullMarked
package dev.coffer.core.events;

import org.jspecify.annotations.NullMarked;
