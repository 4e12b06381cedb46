package dev.coffer.payment.wallet;

/** What this service reads of auth's event {@code registration.undone}; the tenant is in the envelope. */
record RegistrationUndone(String userId) {

    static final String TYPE = "registration.undone";
}
