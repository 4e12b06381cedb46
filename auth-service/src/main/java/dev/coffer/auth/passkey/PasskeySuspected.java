package dev.coffer.auth.passkey;

/**
 * Event {@code passkey.suspected}, keyed by user: an authenticator's signature counter did not go up, as if there were a copy of it.
 * The proof was refused.
 *
 * @param stored the counter of the last proof that was taken
 * @param presented the counter of this one
 */
record PasskeySuspected(String userId, String passkeyId, long stored, long presented) {

    static final String TYPE = "passkey.suspected";
}
