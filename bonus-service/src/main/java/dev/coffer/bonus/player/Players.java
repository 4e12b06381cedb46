package dev.coffer.bonus.player;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/** What is known of the players of all tenants. */
public interface Players {

    /** As last committed; {@link Player#unknown} where nothing is known. */
    Player find(String tenantId, String userId);

    /**
     * Reads the player for a decision: whoever decides about the same player at the same time waits or is run again, so that each
     * sees what the other has done.
     */
    Player hold(UnitOfWork unit, String tenantId, String userId);

    void save(UnitOfWork unit, Player player);

    /** Forgets a player whose registration was taken back. */
    void delete(UnitOfWork unit, String tenantId, String userId);

    /** @return false where it was heard before, so that what comes again counts once */
    boolean isNew(UnitOfWork unit, String tenantId, String occasion, Instant at);
}
