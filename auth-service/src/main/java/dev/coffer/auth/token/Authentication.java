package dev.coffer.auth.token;

import java.time.Instant;

/**
 * How strongly a user has proven who they are, and when: the claims {@code acr} and {@code auth_time}.
 *
 * @param at of the last such proof; a refresh is none
 */
public record Authentication(Strength strength, Instant at) {

    /** What was proven. */
    public enum Strength {
        PASSWORD("1"),
        /** The password once more, of a user who has no second factor: all that they can prove. */
        ONLY_PASSWORD("1a"),
        SECOND_FACTOR("2");

        private final String acr;

        Strength(String acr) {
            this.acr = acr;
        }
    }

    String acr() {
        return strength.acr;
    }
}
