package dev.coffer.bonus.offer;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** By which devices players had what one player of all that use a device gets. */
interface DeviceClaims {

    /**
     * Whether another player has had it by one of these.
     *
     * @param scope what it is: a stacking group or a template
     * @param devices hashes of the player's
     */
    boolean isTaken(UnitOfWork unit, String tenantId, String scope, String userId, List<String> devices);

    /** Keeps that the player has had it by these; of two players at once, one is run again. */
    void take(UnitOfWork unit, String tenantId, String scope, String userId, List<String> devices);
}
