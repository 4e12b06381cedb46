package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** What a user has been given so far, as rules about repetition and stacking need it. */
public interface AwardHistory {

    /** Newest first, of every state; the newest 1,000. Read in the caller's transaction, so that two at once see each other. */
    List<Given> of(UnitOfWork unit, String tenantId, String userId);

    /** @param isOpen whether it is neither converted nor ended otherwise */
    record Given(String awardId, String templateCode, String type, Instant at, boolean isOpen) {}
}
