package dev.coffer.access;

import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Facts;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, and of which policy. An owner or target that is not known is null, and what is not known counts against
 * the subject: a grant needs it proven that it applies, a denial needs it proven that it does not.
 */
record Question(
        CompiledPolicy policy,
        Subject subject,
        String resource,
        String action,
        @Nullable String ownerId,
        @Nullable String targetId,
        Context context)
        implements Facts {

    boolean isAboutOwnTarget() {
        return subject.id().equals(ownerId);
    }

    @Override
    public String subjectId() {
        return subject.id();
    }

    @Override
    public String subjectTenant() {
        return subject.tenant();
    }

    @Override
    public boolean holdsRole(String role) {
        return policy.isHeld(subject, role);
    }
}
