/**
 * Webhooks of tenants: which endpoints hear of which events, and the way of each event to each of them, at least once. Hears events of all
 * services; used by nobody.
 */
@NullMarked
package dev.coffer.notification.webhook;

import org.jspecify.annotations.NullMarked;
