/**
 * How messages leave: what takes those of one channel, several providers one after the other, and in development a mailbox to read them in.
 * Used by email and push, whose providers these are, and asked by whoever sends.
 */
@NullMarked
package dev.coffer.notification.post;

import org.jspecify.annotations.NullMarked;
