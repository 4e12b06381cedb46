package dev.coffer.kyc.export;

import org.jspecify.annotations.Nullable;

/** The verifications of users, by their ids. Implemented by the profiles. */
@FunctionalInterface
public interface Verifications {

    /** Null where this user of this tenant has none of that id. */
    @Nullable
    Verification find(String tenantId, String userId, String id);
}
