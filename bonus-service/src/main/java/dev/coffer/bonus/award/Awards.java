package dev.coffer.bonus.award;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The awards as last committed, or as the given transaction sees them. What belongs to another tenant is not there. */
public interface Awards {

    /** More open awards than a user ever has. */
    int MOST_IN_WALLET = 1_000;

    /** A user's awards, newest first. @param isCounted whether the total is asked for */
    Connection<Award> page(String tenantId, String userId, PageRequest request, boolean isCounted);

    @Nullable
    Award find(String tenantId, String awardId);

    @Nullable
    Award find(UnitOfWork unit, String tenantId, String awardId);

    /** Those of {@code awardIds} that are there, of whatever tenant, in no order. */
    List<Award> find(UnitOfWork unit, Collection<String> awardIds);

    /** Those in these wallets that are not over, or hold something. */
    List<Award> inWallets(UnitOfWork unit, Collection<String> walletIds);

    /** Those of a user that can be wagered; at most {@link #MOST_IN_WALLET}. */
    List<Award> open(UnitOfWork unit, String tenantId, String userId);

    /** Those that can be wagered and whose time is over, the longest first, of all tenants. */
    List<Award> due(Instant now, int limit);

    /** The award that is there for the key. */
    @Nullable
    Award findByKey(UnitOfWork unit, String tenantId, String key);

    /** Those of the keys for which an award is there, as last committed. */
    Set<String> keys(String tenantId, Collection<String> keys);

    /** Those that were given for an occasion, by whatever template. */
    List<Award> ofOccasion(UnitOfWork unit, String tenantId, String occasion);

    /** @return the award that is there for the same key; null where it was inserted */
    @Nullable
    Award insert(UnitOfWork unit, Award award);

    /**
     * Saves changed awards, each one version on.
     *
     * @param awards as changed, with the version as read
     * @throws IllegalStateException where one was changed meanwhile
     */
    void save(UnitOfWork unit, Collection<Award> awards);
}
