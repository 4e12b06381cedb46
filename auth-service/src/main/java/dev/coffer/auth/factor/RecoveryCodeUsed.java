package dev.coffer.auth.factor;

/**
 * Event {@code factor.recovery.used}, keyed by user: if it was not the user, somebody has their list.
 *
 * @param left recovery codes that were not used yet
 */
record RecoveryCodeUsed(String userId, int left) {

    static final String TYPE = "factor.recovery.used";
}
