package dev.coffer.auth.signin;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sign-ins of all tenants that wait for their second step, those included that are over and were not removed yet. */
interface Challenges {

    @Nullable
    Challenge find(UnitOfWork unit, String tenantId, String digest);

    void insert(UnitOfWork unit, Challenge challenge);

    /** Counts a try, if the challenge is open; null where it is not. */
    @Nullable
    Challenge countTry(String tenantId, String digest, Instant now);

    /** It was completed: nothing of it is left. */
    void delete(UnitOfWork unit, Challenge challenge);
}
