package dev.coffer.kyc.profile;

/**
 * Event {@code kyc.verification.exported}, keyed by user: staff has asked for the audit file of a verification.
 *
 * @param verificationId of the line of the history with which it began
 * @param by the user id of who has
 */
record VerificationExported(String userId, String verificationId, String by) {

    static final String TYPE = "kyc.verification.exported";
}
