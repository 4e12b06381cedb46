package dev.coffer.bonus.player;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of the players of all tenants. */
public interface Players {

    /** As last committed; {@link Player#unknown} where nothing is known. */
    Player find(String tenantId, String userId);

    /** As {@link #find}, of many at once, by their ids. */
    Map<String, Player> find(String tenantId, Collection<String> userIds);

    /**
     * Reads the player for a decision: whoever decides about the same player at the same time waits or is run again, so that each
     * sees what the other has done.
     */
    Player hold(UnitOfWork unit, String tenantId, String userId);

    void save(UnitOfWork unit, Player player);

    /** Forgets a player whose registration was taken back. */
    void delete(UnitOfWork unit, String tenantId, String userId);

    /** The users above {@code after}, in their order, whose birthday is one of these. */
    List<String> bornOn(String tenantId, Set<MonthDay> days, String after, int limit);

    /** The users above {@code after}, in their order, who registered within one of these times. */
    List<String> registeredWithin(String tenantId, List<Span> spans, String after, int limit);

    /** The users above {@code after}, in their order, whose last deposit was within the time. */
    List<String> lastDepositedWithin(String tenantId, Span span, String after, int limit);

    /** The users above {@code after}, in their order. */
    List<String> all(String tenantId, String after, int limit);

    /** @param from within @param until not within */
    record Span(Instant from, Instant until) {}

    /** @return false where it was heard before, so that what comes again counts once */
    boolean isNew(UnitOfWork unit, String tenantId, String occasion, Instant at);
}
