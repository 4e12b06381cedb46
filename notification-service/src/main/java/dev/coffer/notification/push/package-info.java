/**
 * The providers that messages are pushed through: FCM, APNs, and the push services of browsers. Used by nobody; it is one of the ways out that
 * post has.
 */
@NullMarked
package dev.coffer.notification.push;

import org.jspecify.annotations.NullMarked;
