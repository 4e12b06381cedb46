package dev.coffer.auth.social;

import dev.coffer.core.config.Secret;
import dev.coffer.core.config.SettingField;

/**
 * The settings {@code auth-service/social-google}, {@code -facebook} and {@code -linkedin}: the tenant's client at that provider.
 *
 * @param enabled whether it can be signed in with
 * @param redirectUris where the provider may send people back to, separated by commas
 */
public record SocialSettings(
        @SettingField(value = "false", description = "Whether people can sign in with it.")
        boolean enabled,

        @SettingField(value = "", max = "255", description = "The client id that the provider gave out.")
        String clientId,

        @SettingField(value = "", max = "2000", description = "The client's secret.")
        Secret clientSecret,

        @SettingField(
                value = "",
                max = "2000",
                description =
                        "Where people may be sent back to, exactly as it is registered with the provider; several are separated by commas. Example: https://app.example.com/signed-in")
        String redirectUris) {

    static final String KEY = "auth-service/social-";
}
