package dev.coffer.kyc.profile;

import dev.coffer.core.store.UnitOfWork;

/** Writes into the history what a reviewer has decided beside the profile: who it was is said nowhere else. */
public final class NoteDecisions {

    private final ProfileChanges changes;

    NoteDecisions(ProfileChanges changes) {
        this.changes = changes;
    }

    /** Nothing is written of somebody whose texts were erased. @param by the user id of the reviewer @param text personal */
    public void onDocument(UnitOfWork unit, String tenantId, String userId, String by, String text) {
        changes.of(
                unit,
                tenantId,
                userId,
                by,
                (profile, change) -> profile instanceof KycProfile.Closed
                        ? new KycResult.Done(profile)
                        : change.note(ProfileEntry.Act.DOCUMENT_DECIDED, text));
    }
}
