package dev.coffer.auth.social;

import dev.coffer.core.config.Secret;
import dev.coffer.core.config.SettingField;

/**
 * The setting {@value #KEY}: the tenant's client at Apple, which proves itself by a token that it signs.
 *
 * @param enabled whether it can be signed in with
 * @param redirectUris where people may be sent back to, separated by commas
 */
public record AppleSettings(
        @SettingField(value = "false", description = "Whether people can sign in with it.")
        boolean enabled,

        @SettingField(value = "", max = "255", description = "The Services ID. Example: com.example.web")
        String clientId,

        @SettingField(
                value = "",
                max = "20",
                description = "The team that the Services ID belongs to. Example: 8VHLB3PQXW")
        String teamId,

        @SettingField(value = "", max = "20", description = "The id of the private key. Example: ABC123DEFG")
        String keyId,

        @SettingField(value = "", max = "2000", description = "The private key, the text of the .p8 file.")
        Secret privateKey,

        @SettingField(
                value = "",
                max = "2000",
                description =
                        "Where people may be sent back to, by POST, exactly as it is registered with Apple; several are separated by commas. Example: https://app.example.com/signed-in")
        String redirectUris) {

    static final String KEY = "auth-service/social-apple";
}
