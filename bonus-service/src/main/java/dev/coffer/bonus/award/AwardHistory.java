package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a user has been given so far, as rules about repetition and stacking need it. */
public interface AwardHistory {

    /** Newest first, of every state; the newest 1,000. Read in the caller's transaction, so that two at once see each other. */
    List<Given> of(UnitOfWork unit, String tenantId, String userId);

    /**
     * Of many users, as last committed: what stands against giving a template's bonus, which is what they have had of it and what is
     * open. The most that is read is bounded, so that there may be more of it.
     *
     * @return newest first, by user; who has none is left out
     */
    Map<String, List<Given>> against(String tenantId, Collection<String> userIds, String templateCode);

    /** @param isOpen whether it is neither converted nor ended otherwise */
    record Given(String awardId, String templateCode, String type, Instant at, boolean isOpen) {}
}
