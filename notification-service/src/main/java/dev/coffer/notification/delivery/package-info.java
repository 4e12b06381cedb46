/**
 * What became of messages: a record of each that left or did not, without what it said, and counts by day. Used by email and the inbox,
 * which write it, and by sending, for what it was asked to do.
 */
@NullMarked
package dev.coffer.notification.delivery;

import org.jspecify.annotations.NullMarked;
