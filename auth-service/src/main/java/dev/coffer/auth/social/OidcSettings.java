package dev.coffer.auth.social;

import dev.coffer.core.config.Secret;
import dev.coffer.core.config.SettingField;

/**
 * The setting {@value #KEY}: the tenant's client at an issuer of its choice.
 *
 * @param enabled whether it can be signed in with
 * @param isEmailTrusted whether addresses count as verified that the issuer calls so
 * @param redirectUris where people may be sent back to, separated by commas
 */
public record OidcSettings(
        @SettingField(value = "false", description = "Whether people can sign in with it.")
        boolean enabled,

        @SettingField(value = "OpenID Connect", min = "1", max = "60", description = "What people know it as.")
        String name,

        @SettingField(
                value = "",
                max = "500",
                description = "The issuer, whose discovery tells the rest. Example: https://id.example.com")
        String issuer,

        @SettingField(value = "", max = "255", description = "The client id that the issuer gave out.")
        String clientId,

        @SettingField(value = "", max = "2000", description = "The client's secret.")
        Secret clientSecret,

        @SettingField(
                value = "false",
                description =
                        "Whether to make accounts for e-mail addresses that the issuer calls verified: on only where it verifies them.")
        boolean isEmailTrusted,

        @SettingField(
                value = "",
                max = "2000",
                description =
                        "Where people may be sent back to, exactly as it is registered with the issuer; several are separated by commas. Example: https://app.example.com/signed-in")
        String redirectUris) {

    static final String KEY = "auth-service/social-oidc";
}
