package dev.coffer.access;

import org.jspecify.annotations.Nullable;

/**
 * What is asked. An owner or target that is not known is null, and what is not known counts against the subject: a grant
 * needs it proven that it applies, a denial needs it proven that it does not.
 */
record Question(
        Subject subject,
        String resource,
        String action,
        @Nullable String ownerId,
        @Nullable String targetId) {

    boolean isAboutOwnTarget() {
        return subject.id().equals(ownerId);
    }
}
