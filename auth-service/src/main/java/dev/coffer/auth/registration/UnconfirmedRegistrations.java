package dev.coffer.auth.registration;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Registrations that wait for their code: nobody but this service knows of their users. */
interface UnconfirmedRegistrations {

    /** @param referralCode who sent this person, null for nobody */
    record Unconfirmed(String userId, @Nullable String referralCode) {}

    void add(UnitOfWork unit, String tenantId, Unconfirmed registration, Instant now);

    /** Ends the wait. @return null where the user does not wait any more; of several at once, one gets it */
    @Nullable
    Unconfirmed take(UnitOfWork unit, String tenantId, String userId);
}
