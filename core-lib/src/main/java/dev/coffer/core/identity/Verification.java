package dev.coffer.core.identity;

import java.time.Instant;
import java.util.Set;

/** What became of an access token's verification. */
public sealed interface Verification {

    /**
     * The token is genuine and in force.
     *
     * @param scopes what it was granted for, by its claim {@code scope}; often none
     * @param version of the account when the token was made, by its claim {@code ver}; 0 where it states none
     * @param keyId which key it is signed with
     */
    record Verified(Caller caller, Instant expiresAt, Set<String> scopes, long version, String keyId)
            implements Verification {
        public Verified {
            scopes = Set.copyOf(scopes);
        }

        public Verified(Caller caller, Instant expiresAt) {
            this(caller, expiresAt, Set.of(), 0, "");
        }

        /** The same token in this request. */
        public Verified on(Visit visit) {
            return new Verified(caller.on(visit), expiresAt, scopes, version, keyId);
        }
    }

    /** The token counts for nothing. */
    record Rejected(Reason reason) implements Verification {}

    /** Why a token was rejected, in words that a client may see. */
    enum Reason {
        API_KEY("API keys count at the gateway only: a service by itself takes access tokens."),
        MALFORMED("The access token is not a well-formed JWT."),
        WRONG_TYPE("The token is not an access token."),
        WRONG_ALGORITHM("The access token is not signed with an accepted algorithm."),
        UNKNOWN_KEY("The access token is signed with a key that the issuer does not publish."),
        BAD_SIGNATURE("The access token's signature does not match."),
        EXPIRED("The access token has expired; refresh the session."),
        REVOKED("The session of the access token has ended; sign in again."),
        OUTDATED("The account has changed since the access token was made; refresh the session."),
        NOT_YET_VALID("The access token is not valid yet; check the clocks."),
        WRONG_ISSUER("The access token comes from another issuer."),
        WRONG_AUDIENCE("The access token is meant for another audience."),
        INCOMPLETE("The access token lacks a claim that Coffer needs."),
        KEYS_UNAVAILABLE("The issuer's keys cannot be read at the moment; try again.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
