package dev.coffer.bonus.offer;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** By what players had what one gets of all that have it in common. */
interface OnceClaims {

    /**
     * Whether another player has had it by one of these.
     *
     * @param scope what it is, a stacking group or a template, and what is shared
     * @param marks hashes of the player's
     */
    boolean isTaken(UnitOfWork unit, String tenantId, String scope, String userId, List<String> marks);

    /** Keeps that the player has had it by these; of two players at once, one is run again. */
    void take(UnitOfWork unit, String tenantId, String scope, String userId, List<String> marks);
}
