package dev.coffer.payment.closing;

/** Event {@code account.closable}, keyed by user: nothing here stands against closing the account now. */
record AccountClosable(String userId, String closingId) {

    static final String TYPE = "account.closable";
}
