package dev.coffer.payment.closing;

/** Event {@code account.closed}, keyed by user: all of the user's wallets are closed for ever. */
record AccountClosed(String userId, String closingId) {

    static final String TYPE = "account.closed";
}
