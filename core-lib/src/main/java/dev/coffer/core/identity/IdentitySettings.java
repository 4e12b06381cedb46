package dev.coffer.core.identity;

import java.net.URI;
import java.time.Duration;

/**
 * What an access token must say to count.
 *
 * @param issuer the exact {@code iss}
 * @param audience must be among {@code aud}
 * @param clockSkew how far the issuer's clock may be from ours, at most {@link #MAX_CLOCK_SKEW}
 */
public record IdentitySettings(String issuer, String audience, URI jwksUri, Duration clockSkew) {

    public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    public IdentitySettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("coffer.identity.issuer and coffer.identity.audience must not be empty");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException("coffer.identity.clock-skew must be 0 to 60 s, not " + clockSkew);
        }
    }

    /** Where the issuer publishes what it revokes, unless somebody says otherwise: beside its keys. */
    public URI revocationsUri() {
        return jwksUri.resolve("revocations.json");
    }

    /** Where the issuer tells the services of its installation of tenants' policies, unless somebody says otherwise. */
    public URI policiesUri() {
        return jwksUri.resolve("../internal/policies.json");
    }
}
