package dev.coffer.auth.social;

/**
 * Event {@code social.unlinked}, keyed by user: they can no longer sign in with an account elsewhere.
 *
 * @param provider such as "GOOGLE"
 */
record SocialUnlinked(String userId, String provider) {

    static final String TYPE = "social.unlinked";
}
