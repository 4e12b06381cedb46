package dev.coffer.payment.suspension;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How users' verifications stand, as last told. */
public interface Suspensions {

    /** The most users that {@link #ofUsers} is asked for at once. */
    int MAX_BATCH = 500;

    /** Null for somebody of whom nothing was told. */
    @Nullable
    Suspension find(String tenantId, String userId);

    /** Those of whom something was told. */
    List<Suspension> ofUsers(String tenantId, Collection<String> userIds);

    /**
     * How it stands when the unit is committed: what is told meanwhile waits, or has the unit run again. Whoever lets money go on does
     * it in that unit, so that a suspension comes either before, and is seen here, or after.
     */
    OwnerStanding hold(UnitOfWork unit, String tenantId, String userId);

    /** Does nothing where as much or more is known. @param version of the profile */
    void tell(UnitOfWork unit, String tenantId, String userId, OwnerStanding standing, long version, Instant at);

    /** Some of all tenants from which what follows for withdrawals may not have been drawn yet. */
    List<Suspension> unsettled(int limit);

    /** Everything has followed from it. Does nothing where more was noted since. */
    void settle(Suspension suspension);
}
