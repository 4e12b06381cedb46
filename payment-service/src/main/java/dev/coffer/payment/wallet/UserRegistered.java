package dev.coffer.payment.wallet;

/** What this service reads of auth's event {@code user.registered}; the tenant is in the envelope. */
record UserRegistered(String userId) {

    static final String TYPE = "user.registered";
}
