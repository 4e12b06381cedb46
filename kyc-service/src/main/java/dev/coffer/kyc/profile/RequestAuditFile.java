package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.export.ExportLinks;
import org.jspecify.annotations.Nullable;

/** Says where staff gets what decided a verification, for a short time, and that they asked for it. */
final class RequestAuditFile {

    private final ProfileChanges changes;
    private final ProfileHistory history;
    private final ExportLinks links;

    RequestAuditFile(ProfileChanges changes, ProfileHistory history, ExportLinks links) {
        this.changes = changes;
        this.history = history;
        this.links = links;
    }

    /**
     * @param verificationId null for the last one
     * @throws CodedException NOT_FOUND where this user of the caller's tenant has no such verification
     */
    ExportLinks.ExportLink request(Caller caller, String userId, @Nullable String verificationId, String reason) {
        ProfileEntry request = history.request(caller.tenantId(), userId, verificationId);
        if (request == null) {
            throw CodedException.notFound("verification", verificationId == null ? userId : verificationId);
        }
        changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> {
            change.requireKnown();
            change.tell(new VerificationExported(userId, request.id(), caller.userId()));
            // Of somebody who has left nothing that was typed is kept.
            @Nullable String text = profile instanceof KycProfile.Closed ? null : request.id() + ": " + reason;
            return change.note(ProfileEntry.Act.AUDIT_EXPORTED, text);
        });
        return links.makeAudit(caller.tenantId(), userId, request.id(), caller.userId());
    }
}
