/**
 * Occasions that come by the clock, and a player's own coming: birthdays, anniversaries, absences, schedules, periods that are over,
 * check-ins. Each gives a template's award once. See docs/adr/0076.
 */
@NullMarked
package dev.coffer.bonus.occasion;

import org.jspecify.annotations.NullMarked;
