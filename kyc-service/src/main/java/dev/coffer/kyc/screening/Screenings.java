package dev.coffer.kyc.screening;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The screenings as last committed. */
interface Screenings {

    /** What a list is narrowed to; null for all. */
    record Filter(@Nullable String userId, Screening.@Nullable State state) {}

    void insert(UnitOfWork unit, Screening screening);

    /** @return false where it is done already, or gone, or to be done by a newer version */
    boolean finish(UnitOfWork unit, Screening done);

    void decide(UnitOfWork unit, Screening decided);

    @Nullable
    Screening find(UnitOfWork unit, String tenantId, String id);

    /** The last one that was asked for. */
    @Nullable
    Screening newest(String tenantId, String userId);

    @Nullable
    Screening newest(UnitOfWork unit, String tenantId, String userId);

    /** Newest first. */
    Connection<Screening> list(String tenantId, Filter filter, PageRequest request);

    /** Some of all tenants that are to be done, those first that wait longest. */
    List<Screening> pending(int limit);

    /** Which of them need no screening by a version: they have one, or one is to be done. */
    Set<String> looked(UnitOfWork unit, String tenantId, Collection<String> userIds, long version);

    /**
     * Has those of these users that are to be done count only by that version or a newer one. Whoever is at one of them by an older one
     * collides with this, or comes too late.
     */
    void outdate(UnitOfWork unit, String tenantId, Collection<String> userIds, long version);

    void delete(UnitOfWork unit, String tenantId, String userId);
}
