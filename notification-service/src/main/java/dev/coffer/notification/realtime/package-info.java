/**
 * What happens to a user, told as it happens over plain server-sent events and Socket.IO, and made up for after an interruption. Reads the logs of
 * inboxes and topics; used by nobody.
 */
@NullMarked
package dev.coffer.notification.realtime;

import org.jspecify.annotations.NullMarked;
