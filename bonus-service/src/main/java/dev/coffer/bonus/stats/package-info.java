/** What bonuses cost and brought, by template and day: counted in the transactions in which it happens. */
@NullMarked
package dev.coffer.bonus.stats;

import org.jspecify.annotations.NullMarked;
