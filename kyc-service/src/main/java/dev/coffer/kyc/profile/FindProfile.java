package dev.coffer.kyc.profile;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads profiles. Somebody without one is somebody of whom nothing is known yet. */
final class FindProfile {

    private final KycProfiles profiles;
    private final Clock clock;

    FindProfile(KycProfiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    KycProfile find(String tenantId, String userId) {
        @Nullable KycProfile found = profiles.find(tenantId, userId);
        return found == null ? KycProfile.unknown(tenantId, userId, clock.instant()) : found;
    }

    Map<ProfileKey, KycProfile> find(Set<ProfileKey> keys) {
        Map<String, Set<String>> byTenant = new HashMap<>();
        keys.forEach(key -> byTenant.computeIfAbsent(key.tenantId(), tenant -> new HashSet<>())
                .add(key.userId()));
        Map<ProfileKey, KycProfile> found = new HashMap<>();
        byTenant.forEach((tenantId, userIds) -> load(tenantId, userIds)
                .forEach(profile -> found.put(new ProfileKey(tenantId, profile.userId()), profile)));
        for (ProfileKey key : keys) {
            found.computeIfAbsent(key, one -> KycProfile.unknown(one.tenantId(), one.userId(), clock.instant()));
        }
        return found;
    }

    private List<KycProfile> load(String tenantId, Collection<String> userIds) {
        return profiles.ofUsers(tenantId, userIds);
    }
}
