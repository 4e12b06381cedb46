/**
 * What is told to all of a tenant or to those who joined a topic of its: kept for a day, and told in order. Used by realtime.
 */
@NullMarked
package dev.coffer.notification.topic;

import org.jspecify.annotations.NullMarked;
