package dev.coffer.auth.audit;

import dev.coffer.core.identity.Caller;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens and is to be recorded.
 *
 * <pre>{@code
 * audit.record(unit, AuditAct.by(caller, AuditKind.ROLE_ASSIGNED).about(userId).with("role", role));
 * }</pre>
 *
 * @param actorId id of whoever does it; null for nobody that is known, and where the service does it by itself
 * @param subjectId id of the user whom it happens to; null where it happens to nobody
 * @param details what else there is to know, by name: neither secrets nor anything that says more of a person than an id, because it
 *     is kept for good
 * @param reason why, as somebody typed it; kept beside the chain, so that it can be erased
 */
public record AuditAct(
        AuditKind kind,
        String tenantId,
        @Nullable String actorId,
        @Nullable String subjectId,
        SortedMap<String, String> details,
        @Nullable String reason) {

    /** Longer than anything that is put there. */
    public static final int LONGEST_DETAIL = 512;

    public AuditAct {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        details.forEach((name, value) -> {
            if (!name.matches("[a-zA-Z]{1,32}") || value.length() > LONGEST_DETAIL) {
                throw new IllegalArgumentException("The detail " + name + " of " + kind + " has " + value.length()
                        + " characters or no plain name");
            }
        });
    }

    /** Done by a signed-in caller, in person: whoever acts as somebody else does nothing that is recorded. */
    public static AuditAct by(Caller caller, AuditKind kind) {
        return of(caller.tenantId(), kind, caller.userId());
    }

    /** @param actorId see {@link AuditAct} */
    public static AuditAct of(String tenantId, AuditKind kind, @Nullable String actorId) {
        return new AuditAct(kind, tenantId, actorId, null, new TreeMap<>(), null);
    }

    /** Done by a user to their own account. */
    public static AuditAct own(String tenantId, AuditKind kind, String userId) {
        return of(tenantId, kind, userId).about(userId);
    }

    public AuditAct about(@Nullable String userId) {
        return new AuditAct(kind, tenantId, actorId, userId, details, reason);
    }

    public AuditAct with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditAct(kind, tenantId, actorId, subjectId, more, reason);
    }

    public AuditAct because(@Nullable String typed) {
        return new AuditAct(kind, tenantId, actorId, subjectId, details, typed);
    }
}
