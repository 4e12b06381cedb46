/**
 * Conditions of rules, as data, and what they are held against. A condition is true, false, or unknown where the
 * {@link dev.coffer.access.condition.Context} lacks what it needs.
 *
 * <p>Used by the engine, which decides with it, and by the JSON form and the review of policies, which only look at it.
 */
@NullMarked
package dev.coffer.access.condition;

import org.jspecify.annotations.NullMarked;
