package dev.coffer.auth.device;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The remembered devices of all tenants, those included that count for nothing any more and were not removed yet. */
interface RememberedDevices {

    /** More than one person has. The oldest give way. */
    int MOST = 20;

    /** The user's device with this digest of its token. */
    @Nullable
    RememberedDevice find(UnitOfWork unit, String tenantId, String userId, String digest);

    /** The user's devices, the newest first. */
    List<RememberedDevice> all(String tenantId, String userId);

    /** Adds one, and removes the oldest where they are more than {@value #MOST} with it. */
    void insert(UnitOfWork unit, RememberedDevice device);

    void used(UnitOfWork unit, RememberedDevice device, Instant now);

    /** Removes one; null where the user has no such device. */
    @Nullable
    RememberedDevice delete(UnitOfWork unit, String tenantId, String userId, String id);

    void deleteAll(UnitOfWork unit, String tenantId, String userId);
}
