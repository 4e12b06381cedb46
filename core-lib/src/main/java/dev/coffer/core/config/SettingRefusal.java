package dev.coffer.core.config;

import dev.coffer.core.errors.RefusalCode;

/** Why a setting was not changed. */
public enum SettingRefusal implements RefusalCode {
    SETTING_UNKNOWN("No service declares this setting, or no field of this name; the message names similar ones."),
    SETTING_VALUE_INVALID("A value breaks the rule of its field; the message says what would be right."),
    SETTING_NOT_PER_TENANT("The field has one value for the whole installation; a tenant cannot have its own."),
    SETTING_VERSION_CONFLICT("Another change came first; look at what holds now and try again from there."),
    SETTING_VERSION_UNKNOWN("The setting never had this version; its history lists those that it had."),
    SETTING_UNCHANGED("The values are so already; nothing was changed.");

    private final String meaning;

    SettingRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
