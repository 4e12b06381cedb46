package dev.coffer.auth.oauth;

import dev.coffer.auth.session.SessionLimits;
import java.time.Duration;

/**
 * @param issuer the address of this service as applications and browsers see it, without a trailing slash
 * @param codeLife how long an application may take to exchange a code
 * @param deviceCodeLife how long a user may take to type a device's code
 * @param limits of what a user consented to, where it goes on without them
 */
record OauthSettings(String issuer, Duration codeLife, Duration deviceCodeLife, SessionLimits limits) {

    static final Duration MAX_CODE_LIFE = Duration.ofMinutes(10);

    OauthSettings {
        if (issuer.endsWith("/") || !issuer.startsWith("https://") && !issuer.startsWith("http://")) {
            throw new IllegalArgumentException(
                    "coffer.auth.oauth.issuer must be an address without a trailing slash, not " + issuer);
        }
        if (!codeLife.isPositive() || codeLife.compareTo(MAX_CODE_LIFE) > 0) {
            throw new IllegalArgumentException("coffer.auth.oauth.code-life must be up to 10m, not " + codeLife);
        }
        if (!deviceCodeLife.isPositive()) {
            throw new IllegalArgumentException("coffer.auth.oauth.device-code-life must be positive");
        }
    }
}
