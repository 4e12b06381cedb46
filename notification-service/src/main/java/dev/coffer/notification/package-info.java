/** Coffer: notification-service. */
@NullMarked
package dev.coffer.notification;

import org.jspecify.annotations.NullMarked;
