package dev.coffer.auth.factor;

/** Event {@code factor.recovery.replaced}, keyed by user: if it was not the user, somebody else has the only list that counts. */
record RecoveryCodesReplaced(String userId) {

    static final String TYPE = "factor.recovery.replaced";
}
