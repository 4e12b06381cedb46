/** Telling people what happened: messages and their inbox. */
@NullMarked
package dev.coffer.notification;

import org.jspecify.annotations.NullMarked;
