/**
 * What to know of a policy before it is put in place: what it changes, and what in it can have no effect.
 *
 * <p>Used by whoever edits policies. Nothing here is needed to decide.
 */
@NullMarked
package dev.coffer.access.review;

import org.jspecify.annotations.NullMarked;
