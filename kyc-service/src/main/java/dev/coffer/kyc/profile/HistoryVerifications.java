package dev.coffer.kyc.profile;

import dev.coffer.kyc.export.Verification;
import dev.coffer.kyc.export.Verifications;
import org.jspecify.annotations.Nullable;

/** Reads verifications out of the history: each begins with the line of a request, and ends where the next one begins. */
final class HistoryVerifications implements Verifications {

    private final ProfileHistory history;

    HistoryVerifications(ProfileHistory history) {
        this.history = history;
    }

    @Override
    public @Nullable Verification find(String tenantId, String userId, String id) {
        ProfileEntry request = history.request(tenantId, userId, id);
        if (request == null) {
            return null;
        }
        ProfileEntry next = history.nextRequest(tenantId, userId, request);
        return new Verification(tenantId, userId, request.id(), request.at(), next == null ? null : next.at());
    }
}
