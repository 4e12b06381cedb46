package dev.coffer.auth.passkey;

import dev.coffer.core.config.SettingField;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The setting {@value #KEY}.
 *
 * @param rpId the relying party's id, which passkeys are bound to for ever
 * @param origins where pages that ask for passkeys come from
 * @param name as authenticators show it
 */
record PasskeySettings(
        @SettingField(
                value = "localhost",
                min = "1",
                max = "253",
                pattern = "[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
                description =
                        "The domain that passkeys are bound to; of the pages' host a suffix, such as example.com for https://app.example.com. Changing it makes all passkeys useless.")
        String rpId,

        @SettingField(
                value = "http://localhost:9999",
                min = "8",
                max = "2000",
                pattern =
                        "(https?://|android:apk-key-hash:)[^\\s,/]+(\\s*,\\s*(https?://|android:apk-key-hash:)[^\\s,/]+)*",
                description =
                        "Where pages and apps that ask for passkeys come from, with commas between them and no slash at the end, such as https://app.example.com, https://example.com:8443.")
        String origins,

        @SettingField(
                value = "Coffer",
                min = "1",
                max = "60",
                description = "Whose account it is, as authenticators show it.")
        String name) {

    static final String KEY = "auth-service/passkeys";

    Set<String> originSet() {
        return Arrays.stream(origins.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
