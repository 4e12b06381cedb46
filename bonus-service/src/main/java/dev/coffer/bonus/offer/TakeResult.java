package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.Award;
import org.jspecify.annotations.Nullable;

/** What became of a wish for a bonus. */
sealed interface TakeResult {

    record Taken(Award award) implements TakeResult {}

    /** @param retryAfterSeconds when it may work; null where waiting does not help */
    record Refused(
            OfferRefusal code, String message, @Nullable Integer retryAfterSeconds) implements TakeResult {}
}
