package dev.coffer.notification.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device of a user.
 *
 * @param name what the user calls it, null where they did not say
 * @param fingerprint of where it is reached, the same for the same device
 * @param sealedAddress opened by {@link DeviceSeal}
 * @param addedAt when this user registered it first
 * @param registeredAt when they did so last: apps do at every start
 */
public record Device(
        String id,
        String tenantId,
        String userId,
        PushPlatform platform,
        @Nullable String name,
        String fingerprint,
        String sealedAddress,
        Instant addedAt,
        Instant registeredAt) {

    @Override
    public String toString() {
        return "Device[" + id + ", " + platform + "]";
    }
}
