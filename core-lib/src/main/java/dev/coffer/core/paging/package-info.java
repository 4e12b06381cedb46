/**
 * Relay connections whose cost does not grow with the page: compound keyset cursors over an indexed sort, signed and bound to
 * the query that made them. Used by every service; imports the room errors.
 */
@NullMarked
package dev.coffer.core.paging;

import org.jspecify.annotations.NullMarked;
