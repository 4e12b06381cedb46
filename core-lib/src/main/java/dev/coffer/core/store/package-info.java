/**
 * Everything that touches MongoDB in the same way in every service: the client and its time-outs, the name of the database, the
 * transaction template, the tenant filter and the indexes that queries declare. Used by every service and by the events room.
 * Imports the errors room.
 */
@NullMarked
package dev.coffer.core.store;

import org.jspecify.annotations.NullMarked;
