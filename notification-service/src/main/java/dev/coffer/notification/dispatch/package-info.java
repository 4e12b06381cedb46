/**
 * What staff has sent: to one user or to many, at once or at a time. Hands messages to the channels, as workflows do; used by nobody.
 */
@NullMarked
package dev.coffer.notification.dispatch;

import org.jspecify.annotations.NullMarked;
