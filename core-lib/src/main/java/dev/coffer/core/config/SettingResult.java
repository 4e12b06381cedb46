package dev.coffer.core.config;

/** What became of a change. */
public sealed interface SettingResult {

    /** It is stored; running services have it within a second. */
    record Changed(SettingState state) implements SettingResult {}

    /**
     * Nothing was changed.
     *
     * @param message a sentence that says what would be right; holds no secret
     * @param field of the input: "key", "expectedVersion", "version", "values", or "values." and the name of a setting's field
     */
    record Refused(SettingRefusal code, String message, String field) implements SettingResult {}
}
