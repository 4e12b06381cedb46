package dev.coffer.auth.impersonation;

/**
 * Event {@code user.impersonated}, keyed by user: an administrator can see what the user sees until then. Does not say who or why: that is
 * in the audit log.
 *
 * @param until RFC 3339
 */
record UserImpersonated(String userId, String locale, String until) {

    static final String TYPE = "user.impersonated";
}
