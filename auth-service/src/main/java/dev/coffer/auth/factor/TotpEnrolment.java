package dev.coffer.auth.factor;

import java.time.Instant;

/**
 * What a user puts into their authenticator app: the GraphQL type {@code TotpEnrolment}.
 *
 * @param secret in Base32
 * @param uri see {@link AuthenticatorUri}
 * @param qr see {@link QrPicture}
 */
record TotpEnrolment(String id, String secret, String uri, String qr, Instant expiresAt) {

    @Override
    public String toString() {
        return "TotpEnrolment[***]";
    }
}
