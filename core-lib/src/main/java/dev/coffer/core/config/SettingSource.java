package dev.coffer.core.config;

/** Where a value in force comes from. */
public enum SettingSource {
    /** Declared in the code. */
    DEFAULT,
    /** Set for the whole installation. */
    INSTALLATION,
    /** Set for one tenant. */
    TENANT
}
