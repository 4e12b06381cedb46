package dev.coffer.kyc.screening.list;

import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often the lists in force at a tenant have changed, and how far all persons have been screened by what is in force now. 0 where no
 * list ever was.
 */
public interface ListVersions {

    long current(String tenantId);

    long current(UnitOfWork unit, String tenantId);

    /** Another version, by which everybody has to be screened from the start. */
    void next(UnitOfWork unit, String tenantId, Instant now);

    /**
     * By which rules everybody at a tenant is screened.
     *
     * @param rules null where that was not noted yet
     */
    record Ruled(String tenantId, long version, MatchingRules.@Nullable Rules rules) {}

    /**
     * Whether this process has read the rules by which everybody at a tenant is screened: one that starts, or that has not heard of a change
     * yet, would clear people by others.
     */
    boolean isRuleKnown(String tenantId);

    /** Those that have lists, in the order of their ids. @param after null for the first */
    List<Ruled> ruled(@Nullable String after, int limit);

    /**
     * Notes the rules that hold now; where there were others before it is another version. Does nothing where somebody has noted some
     * meanwhile, or there is another version.
     */
    void rule(Ruled before, Instant now);

    /**
     * A screening of everybody at a tenant.
     *
     * @param after user id of the last who was looked at; null at the beginning
     */
    record Round(String tenantId, long version, @Nullable String after) {}

    /** Takes up a round that nobody works at; null where there is none. */
    @Nullable
    Round take(String holder, Instant now, Duration lease);

    /**
     * Notes how far it is; false where it is somebody else's, or there is a newer version.
     *
     * @param after null where it is at its end
     */
    boolean progress(
            UnitOfWork unit, Round round, String holder, @Nullable String after, int screened, Instant leaseUntil);
}
