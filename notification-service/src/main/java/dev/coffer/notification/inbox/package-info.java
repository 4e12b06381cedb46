/** A user's inbox: messages that stay until they are read, and after. */
@NullMarked
package dev.coffer.notification.inbox;

import org.jspecify.annotations.NullMarked;
