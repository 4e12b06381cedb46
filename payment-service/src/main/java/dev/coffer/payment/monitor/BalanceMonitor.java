package dev.coffer.payment.monitor;

import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Pocket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is available in one pocket of a wallet.
 *
 * @param id opaque
 * @param threshold in the wallet's currency, of any sign: a wallet with credit goes below zero
 * @param since the wallet's version when the monitor was made: only later bookings count
 * @param crossings how often the threshold was crossed since
 * @param lastCrossedAt when it was last; null for never
 */
record BalanceMonitor(
        String id,
        Pocket pocket,
        BalanceCondition condition,
        Money threshold,
        MonitorSource source,
        long since,
        Instant createdAt,
        long crossings,
        @Nullable Instant lastCrossedAt) {

    /** Whether a balance of so many minor units is on the side that is watched for. */
    boolean isMet(long balance) {
        return condition.isMet(balance, threshold.minor());
    }

    /** Whether a booking that found the one balance and left the other is to be told of. */
    boolean isCrossed(long before, long after) {
        return !isMet(before) && isMet(after);
    }

    /** Whether it says the same, so that a second one would only say it twice. */
    boolean isLike(BalanceMonitor other) {
        return pocket == other.pocket
                && condition == other.condition
                && threshold.equals(other.threshold)
                && source == other.source;
    }
}
