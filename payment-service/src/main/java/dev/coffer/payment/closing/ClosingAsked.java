package dev.coffer.payment.closing;

/** What this service reads of auth's event {@code closing.asked}; the tenant is in the envelope. */
record ClosingAsked(String userId, String closingId) {

    static final String TYPE = "closing.asked";
}
