package dev.coffer.auth.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Codes by e-mail, switched on.
 *
 * @param lastUsedAt null when none was used so far
 * @param codeId of the code that was sent last; null when none was
 */
record EmailFactor(
        Instant enrolledAt,
        @Nullable Instant lastUsedAt,
        @Nullable String codeId) {}
