package dev.coffer.payment.closing;

/** What this service reads of auth's event {@code closing.due}; the tenant is in the envelope. */
record ClosingDue(String userId, String closingId) {

    static final String TYPE = "closing.due";
}
