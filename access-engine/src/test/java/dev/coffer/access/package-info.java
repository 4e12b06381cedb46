/** Tests of the permission engine; {@link dev.coffer.access.NaiveEvaluator} says in plain loops what it must answer. */
@NullMarked
package dev.coffer.access;

import org.jspecify.annotations.NullMarked;
