package dev.coffer.payment.monitor;

/**
 * Event {@code wallet.balance.crossed}, keyed by monitor: a booking took a balance across the threshold that somebody watches.
 *
 * @param pocket REAL, BONUS or LOCKED
 * @param condition BELOW or ABOVE, which is how the balance is now
 * @param threshold as a decimal: "10.00"
 * @param balance what the pocket had available after the booking
 * @param source OWN when the wallet's owner watches, STAFF when the house does
 * @param transferId the booking
 * @param at when it was booked, RFC 3339
 */
record BalanceCrossed(
        String monitorId,
        String walletId,
        String userId,
        String pocket,
        String condition,
        String threshold,
        String currency,
        String balance,
        String source,
        String transferId,
        String at) {

    static final String TYPE = "wallet.balance.crossed";
}
