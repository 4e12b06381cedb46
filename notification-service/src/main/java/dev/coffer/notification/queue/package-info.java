/**
 * What is to be done at a time: kept in MongoDB, taken up by whichever replica is free, with a lane for each priority. Used by email, for
 * letters, and by sending, for what is sent later or to many.
 */
@NullMarked
package dev.coffer.notification.queue;

import org.jspecify.annotations.NullMarked;
