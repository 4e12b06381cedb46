package dev.coffer.payment.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The quotes that were given. One that nobody used is forgotten a day after it is over; one that was used stays. */
interface Quotes {

    /** @return false when another quote is used by the same key */
    boolean insert(Quote quote);

    /** Null when there is none, or none of this user's. */
    @Nullable
    Quote find(String tenantId, String userId, String id);

    /** The quote that this key uses, or null. */
    @Nullable
    Quote usedBy(String tenantId, String key);

    /**
     * Has the key use the quote, if nobody does and it is not over.
     *
     * @return what is there now; null when the key uses another quote already
     */
    @Nullable
    Quote use(Quote quote, String key, Instant now);
}
