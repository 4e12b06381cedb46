package dev.coffer.access.condition;

import org.jspecify.annotations.Nullable;

/** All that a condition may look at: one question to a policy, in its context. */
public interface Facts {
    String subjectId();

    String subjectTenant();

    /** Whether the subject holds this role, or one that inherits it. */
    boolean holdsRole(String role);

    /** Id of the target's owner; null when not known. */
    @Nullable
    String ownerId();

    Context context();
}
