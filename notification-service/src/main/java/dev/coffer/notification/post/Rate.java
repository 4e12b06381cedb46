package dev.coffer.notification.post;

import dev.coffer.notification.message.NotificationPriority;

/**
 * How often a provider is asked: a place each {@code 1/perSecond}, and so many at once as a part of a second has. What is more urgent has more
 * of that part, so it never finds all of it taken by what is less. Within any second there are at most a fifth more than {@code perSecond}.
 *
 * @param perSecond at least 1
 */
record Rate(int perSecond) {

    private static final long SECOND = 1_000_000;

    Rate {
        if (perSecond < 1 || perSecond > SECOND) {
            throw new IllegalArgumentException("a provider is asked 1 to " + SECOND + " times a second: " + perSecond);
        }
    }

    /** Microseconds from one place to the next. */
    long each() {
        return SECOND / perSecond;
    }

    /** How far ahead, in microseconds, places may be taken by a lane. */
    long span(NotificationPriority lane) {
        long span = switch (lane) {
            case URGENT -> SECOND / 5;
            case HIGH -> SECOND / 6;
            case NORMAL -> SECOND / 8;
            case LOW -> SECOND / 10;
        };
        return Math.max(span, each());
    }
}
