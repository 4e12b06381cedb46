package dev.coffer.bonus.player;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what devices players come, as far as their clients tell. Kept as hashes. */
public interface Devices {

    /** The longest name of a device. */
    int LONGEST = 200;

    /** @throws IllegalArgumentException saying how long it may be */
    static Boolean checked(@Nullable String deviceId) {
        if (deviceId != null && (deviceId.isBlank() || deviceId.length() > LONGEST)) {
            throw new IllegalArgumentException("1 to " + LONGEST + " characters.");
        }
        return Boolean.TRUE;
    }

    /** @param deviceId as the client knows it */
    void note(UnitOfWork unit, String tenantId, String userId, String deviceId, Instant at);

    /** The hashes of the devices that the player came by lately. */
    List<String> of(UnitOfWork unit, String tenantId, String userId);

    /** Whether both have come by one device. */
    boolean areShared(UnitOfWork unit, String tenantId, String userId, String otherUserId);
}
