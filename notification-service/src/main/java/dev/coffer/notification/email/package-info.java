/**
 * The way of messages out of the system: mails, and in development a mailbox to read them in. Each is sent at least once, kept
 * sealed until then, and recorded without what it says. Used by nobody; it hears events.
 */
@NullMarked
package dev.coffer.notification.email;

import org.jspecify.annotations.NullMarked;
