/**
 * Who of a tenant or of a topic is connected, at whichever replica. Told by realtime, kept in Redis, and forgotten where nobody repeats it.
 */
@NullMarked
package dev.coffer.notification.presence;

import org.jspecify.annotations.NullMarked;
