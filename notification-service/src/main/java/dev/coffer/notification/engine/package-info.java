/**
 * Engine.IO, the transport under Socket.IO: sessions over long polling and WebSocket, on the port of the service. Used by realtime.
 *
 * @see "docs/adr/0096"
 */
@NullMarked
package dev.coffer.notification.engine;

import org.jspecify.annotations.NullMarked;
