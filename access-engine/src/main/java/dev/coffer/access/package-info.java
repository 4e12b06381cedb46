/**
 * The permission engine: who may do what to which target, decided by roles that grant and deny URNs of the shape
 * {@code resource:action:target}. Write a {@link dev.coffer.access.Policy}, compile it once, ask the
 * {@link dev.coffer.access.CompiledPolicy} as often as you like.
 *
 * <p>Used by core-lib's permission room (every GraphQL field of every service) and by auth-service (which keeps the
 * policies). It depends on nothing but the JDK, so any JVM program can use it.
 */
@NullMarked
package dev.coffer.access;

import org.jspecify.annotations.NullMarked;
