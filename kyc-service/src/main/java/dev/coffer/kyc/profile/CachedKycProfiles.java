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
    private final Cache<ProfileRow> cache;

    CachedKycProfiles(KycProfiles origin, Caches caches) {
        this.origin = origin;
        CacheSpec<ProfileRow> spec = CacheSpec.named("kyc.profile-rows", CacheCodec.json(ProfileRow.class))
                .keptFor(IN_MEMORY, IN_REDIS)
                .absentFor(ABSENT);
        this.cache = caches.open(spec, key -> row(origin.find(key.tenantId(), key.id())));
    }

    @Override
    public @Nullable KycProfile find(String tenantId, String userId) {
        if (!TenantKey.isPossible(userId)) {
            return origin.find(tenantId, userId);
        }
        ProfileRow row = cache.get(new TenantKey(tenantId, userId));
        return row == null ? null : row.profile(tenantId, userId);
    }

    private static @Nullable ProfileRow row(@Nullable KycProfile profile) {
        return profile == null ? null : ProfileRow.of(profile);
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

    @Override
    public @Nullable Instant openedAt(UnitOfWork unit, String tenantId, String userId) {
        return origin.openedAt(unit, tenantId, userId);
    }
}
