package dev.coffer.auth.factor;

import dev.coffer.core.config.SettingField;

/**
 * The setting {@value #KEY}.
 *
 * @param issuer whose account it is, as authenticator apps list it
 */
public record TotpSettings(
        @SettingField(
                value = "Coffer",
                min = "1",
                max = "40",
                pattern = "[^:]*",
                description = "Whose account it is, as authenticator apps list it; without a colon.")
        String issuer) {

    static final String KEY = "auth-service/totp";
}
