/**
 * Values that may be a few seconds old, kept in memory and in Redis in front of where they come from. Used by kyc-service for the
 * profiles that it shows; imports the store room, errors and ids.
 *
 * <p>Nothing that decides on money or permissions is taken from {@link dev.coffer.core.cache.Cache#get}: such a decision reads its
 * value in its own transaction, or takes it by {@link dev.coffer.core.cache.Cache#getCurrent} with the version that it has just
 * read there. What is cached lies in Redis as it is: no secrets, and no personal data.
 */
@NullMarked
package dev.coffer.core.cache;

import org.jspecify.annotations.NullMarked;
