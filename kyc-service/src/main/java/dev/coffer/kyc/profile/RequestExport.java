package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.export.ExportLinks;
import org.jspecify.annotations.Nullable;

/** Says where staff gets everything that is held on somebody, for a short time, and that they asked for it. */
final class RequestExport {

    private final ProfileChanges changes;
    private final ExportLinks links;

    RequestExport(ProfileChanges changes, ExportLinks links) {
        this.changes = changes;
        this.links = links;
    }

    /** @throws dev.coffer.core.errors.CodedException NOT_FOUND for somebody who was never heard of at this tenant */
    ExportLinks.ExportLink request(Caller caller, String userId, String reason) {
        changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> {
            change.requireKnown();
            // Of somebody who has left nothing that was typed is kept.
            @Nullable String text = profile instanceof KycProfile.Closed ? null : reason;
            change.tell(new PersonExported(userId, caller.userId()));
            return change.note(ProfileEntry.Act.EXPORTED, text);
        });
        return links.make(caller.tenantId(), userId, caller.userId());
    }
}
