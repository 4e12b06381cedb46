package dev.coffer.auth.social;

/**
 * Event {@code social.linked}, keyed by user: they can sign in with an account elsewhere.
 *
 * @param provider such as "GOOGLE"
 */
record SocialLinked(String userId, String provider) {

    static final String TYPE = "social.linked";
}
