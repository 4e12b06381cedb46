package dev.coffer.core.webhook;

import java.time.Duration;

/** Which deliveries have come before. */
public interface SeenDeliveries {

    /** What is known of a delivery. */
    enum Seen {
        FIRST,
        BEFORE,
        /** The store is away. */
        UNKNOWN
    }

    /** Notes it for that long; of several callers at once exactly one is told FIRST. */
    Seen note(String delivery, Duration lifetime);

    /** Forgets it again, as far as the store can be reached. */
    void forget(String delivery);
}
