/** What people are told, in their languages. Used by the inbox and by every channel. */
@NullMarked
package dev.coffer.notification.message;

import org.jspecify.annotations.NullMarked;
