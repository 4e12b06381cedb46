package dev.coffer.auth.registration;

import dev.coffer.core.config.SettingField;

/** The setting {@value #KEY}: what registering takes. */
record RegistrationSettings(
        @SettingField(
                value = "false",
                description =
                        "Whether who registers must type a code that is sent to their contact before the account counts.")
        boolean confirmContact) {

    static final String KEY = "auth-service/registration";
}
