/** What is known of those who are told: their language, and an address that is sealed until it is written on something. */
@NullMarked
package dev.coffer.notification.recipient;

import org.jspecify.annotations.NullMarked;
