package dev.coffer.kyc.profile;

import dev.coffer.core.cache.Cache;
import dev.coffer.core.cache.CacheCodec;
import dev.coffer.core.cache.CacheSpec;
import dev.coffer.core.cache.Caches;
import dev.coffer.core.cache.TenantKey;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Profiles for display from the cache: a client asks for its own again and again while a verification is under way. What is read
 * in a transaction, where things are decided, and what is read in batches comes from the origin.
 */
final class CachedKycProfiles implements KycProfiles {

    private static final Duration IN_MEMORY = Duration.ofSeconds(5);
    private static final Duration IN_REDIS = Duration.ofMinutes(1);
    private static final Duration ABSENT = Duration.ofSeconds(2);

    private final KycProfiles origin;
    private final Cache<Stored> cache;

    CachedKycProfiles(KycProfiles origin, Caches caches) {
        this.origin = origin;
        CacheSpec<Stored> spec = CacheSpec.named("kyc.profiles", CacheCodec.json(Stored.class))
                .keptFor(IN_MEMORY, IN_REDIS)
                .absentFor(ABSENT);
        this.cache = caches.open(spec, key -> Stored.of(origin.find(key.tenantId(), key.id())));
    }

    /** A profile without its key: {@code requested} where it is in review, otherwise {@code outcome}. */
    record Stored(
            KycTier tier,
            long tierVersion,
            KycProfile.@Nullable Outcome outcome,
            @Nullable KycTier requested,
            Instant updatedAt) {

        static @Nullable Stored of(@Nullable KycProfile profile) {
            return switch (profile) {
                case null -> null;
                case KycProfile.InReview review ->
                    new Stored(review.tier(), review.tierVersion(), null, review.requested(), review.updatedAt());
                case KycProfile.Settled settled ->
                    new Stored(settled.tier(), settled.tierVersion(), settled.outcome(), null, settled.updatedAt());
            };
        }

        KycProfile of(String tenantId, String userId) {
            if (requested != null) {
                return new KycProfile.InReview(tenantId, userId, tier, tierVersion, requested, updatedAt);
            }
            KycProfile.Outcome ended = outcome == null ? KycProfile.Outcome.PENDING : outcome;
            return new KycProfile.Settled(tenantId, userId, tier, tierVersion, ended, updatedAt);
        }
    }

    @Override
    public @Nullable KycProfile find(String tenantId, String userId) {
        if (!TenantKey.isPossible(userId)) {
            return origin.find(tenantId, userId);
        }
        Stored stored = cache.get(new TenantKey(tenantId, userId));
        return stored == null ? null : stored.of(tenantId, userId);
    }

    @Override
    public @Nullable KycProfile find(UnitOfWork unit, String tenantId, String userId) {
        return origin.find(unit, tenantId, userId);
    }

    @Override
    public List<KycProfile> ofUsers(String tenantId, Collection<String> userIds) {
        return origin.ofUsers(tenantId, userIds);
    }

    /** Nothing is dropped: somebody without a profile is shown as one whose profile has just been opened. */
    @Override
    public void open(UnitOfWork unit, KycProfile profile) {
        origin.open(unit, profile);
    }

    @Override
    public void save(UnitOfWork unit, KycProfile profile) {
        unit.whenOver(() -> cache.invalidate(new TenantKey(profile.tenantId(), profile.userId())));
        origin.save(unit, profile);
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        unit.whenOver(() -> cache.invalidate(new TenantKey(tenantId, userId)));
        origin.delete(unit, tenantId, userId);
    }
}
