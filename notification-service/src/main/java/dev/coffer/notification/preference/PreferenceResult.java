package dev.coffer.notification.preference;

/** What became of choices that were to be kept. */
sealed interface PreferenceResult {

    record Saved(UserPreferences preferences) implements PreferenceResult {}

    /** @param field the input field that it is about */
    record Refused(PreferenceRefusal code, String field) implements PreferenceResult {}
}
