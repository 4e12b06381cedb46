/**
 * The gateway as a server: HTTP, limits, the document cache, where the schema comes from and how it is replaced while
 * requests run. Used by {@code dev.coffer.gateway.GatewayApplication} and by the {@code coffer gateway} commands through
 * {@link dev.coffer.gateway.transport.GatewayServer}; knows nothing of Spring.
 */
@NullMarked
package dev.coffer.gateway.transport;

import org.jspecify.annotations.NullMarked;
