package dev.coffer.auth.factor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an authenticator app takes in: {@code otpauth://totp/Coffer:ada%40example.com?secret=...&issuer=Coffer}. All parameters are the
 * apps' defaults and are said all the same, because some apps guess.
 */
final class AuthenticatorUri {

    private AuthenticatorUri() {}

    /**
     * @param issuer whose account it is, as the app lists it
     * @param account the user's address or number
     * @param secret in Base32
     */
    static String of(String issuer, String account, String secret) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + secret + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP.toSeconds();
    }

    /** As in a path: several apps show a plus sign for a space. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
