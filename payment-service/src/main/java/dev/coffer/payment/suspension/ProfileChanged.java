package dev.coffer.payment.suspension;

/**
 * What this service reads of {@code kyc.profile.changed}.
 *
 * @param state of the verification
 * @param version counts the changes of this user's profile
 */
record ProfileChanged(String userId, String state, long version) {

    static final String TYPE = "kyc.profile.changed";
}
