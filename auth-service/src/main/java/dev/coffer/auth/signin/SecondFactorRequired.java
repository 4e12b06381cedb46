package dev.coffer.auth.signin;

import java.time.Instant;
import java.util.List;

/**
 * The password was right and is not enough: the GraphQL type {@code SecondFactorRequired}.
 *
 * @param id the text of a {@link ChallengeToken}
 */
public record SecondFactorRequired(String id, List<FactorKind> factors, Instant expiresAt) {

    public SecondFactorRequired {
        factors = List.copyOf(factors);
    }

    @Override
    public String toString() {
        return "SecondFactorRequired[factors=" + factors + ", expiresAt=" + expiresAt + "]";
    }
}
