package dev.coffer.core.identity;

import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import org.jspecify.annotations.Nullable;

/** Which access tokens count no more although their time is not over. Implementations are thread safe and do not wait. */
public interface Revocations {

    /** Where nobody revokes tokens: each counts until it expires. */
    Revocations NONE = token -> null;

    /** Why the token counts no more; null while it does. */
    @Nullable
    Reason find(Verified token);
}
