package dev.coffer.notification.post;

/** Places to ask providers at, in time. */
interface Rates {

    /**
     * Takes the next place, where it is not too far ahead.
     *
     * @param each microseconds from one place to the next
     * @param span how far ahead it may be, in microseconds
     * @param now in microseconds
     * @return 0 where it was taken, else the microseconds after which to ask again
     */
    long take(String provider, long each, long span, long now);
}
