/**
 * Who gets which bonus: an occasion, the published templates that it triggers, and for each whether the player gets an award or why
 * not. Awards are given through the package award.
 */
@NullMarked
package dev.coffer.bonus.offer;

import org.jspecify.annotations.NullMarked;
