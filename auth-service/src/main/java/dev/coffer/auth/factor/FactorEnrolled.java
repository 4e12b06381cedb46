package dev.coffer.auth.factor;

/**
 * Event {@code factor.enrolled}, keyed by user.
 *
 * @param factor such as "TOTP"
 */
record FactorEnrolled(String userId, String factor) {

    static final String TYPE = "factor.enrolled";
}
