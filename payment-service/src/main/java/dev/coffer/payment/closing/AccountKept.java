package dev.coffer.payment.closing;

/**
 * Event {@code account.kept}, keyed by user: something stands against closing the account, and nothing was closed.
 *
 * @param reason an {@link Obstacle}
 */
record AccountKept(String userId, String closingId, String reason) {

    static final String TYPE = "account.kept";
}
