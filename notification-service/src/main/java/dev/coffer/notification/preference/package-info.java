/**
 * What users want to be told of, by what and when; and how they say no from a mail. Asked by every channel at the time of sending, in one
 * place: {@link dev.coffer.notification.preference.DecideSending}.
 */
@NullMarked
package dev.coffer.notification.preference;

import org.jspecify.annotations.NullMarked;
