/**
 * How log lines look: readable on a terminal, JSON for machines, and without secrets and personal data either way. Part of the
 * room ops; used by name in {@code logback-spring.xml} here and in the command line's {@code logback.xml}.
 */
@NullMarked
package dev.coffer.core.ops.logs;

import org.jspecify.annotations.NullMarked;
