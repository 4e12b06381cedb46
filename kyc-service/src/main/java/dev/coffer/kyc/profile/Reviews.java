package dev.coffer.kyc.profile;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.kyc.tier.KycTier;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles by when something is due of them, as last committed. */
interface Reviews {

    int MOST_COUNTED = 10_000;

    /**
     * What a queue is narrowed to; null for all.
     *
     * @param state one of the two states of a review
     * @param reviewerId who has it
     */
    record Filter(
            @Nullable KycState state,
            @Nullable KycTier tier,
            @Nullable String reviewerId) {}

    /** What is in review at a tenant, the first due first. */
    Connection<KycProfile> queue(String tenantId, Filter filter, PageRequest request);

    /** Those of these users whose request is in review. */
    Set<String> underWay(String tenantId, Collection<String> userIds);

    /** How many reviews of all tenants are late, up to {@value #MOST_COUNTED}. */
    int overdue(Instant now);

    /** Profiles of all tenants whose tier has run out, where they can expire now; the longest due first. */
    List<ProfileKey> expired(Instant now, int limit);
}
