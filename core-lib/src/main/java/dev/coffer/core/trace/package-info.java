/**
 * Which request, event and log line belong together: W3C trace context over HTTP and through the outbox, spans exported by OTLP
 * where an endpoint is set, and the fields that every log line carries. Used by the gateway, by every service's web edge and by
 * the events room. Imports no sibling.
 */
@NullMarked
package dev.coffer.core.trace;

import org.jspecify.annotations.NullMarked;
