package dev.coffer.auth.factor;

import dev.coffer.core.seal.SealedSecret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator app that is switched on.
 *
 * @param lastStep of the code that was taken last: codes of this step and of earlier ones count no more
 * @param lastUsedAt null when it was only confirmed so far
 * @param recoveryCodesLeft that were not used yet
 */
record TotpFactor(
        SealedSecret secret,
        Instant enrolledAt,
        long lastStep,
        @Nullable Instant lastUsedAt,
        int recoveryCodesLeft) {}
