/**
 * Redis as a service uses it beside events and caches: a connection that may be away, and rates that all replicas keep together. What
 * only lives there must be something that can be lost.
 */
@NullMarked
package dev.coffer.core.redis;

import org.jspecify.annotations.NullMarked;
