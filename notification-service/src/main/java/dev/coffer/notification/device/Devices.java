package dev.coffer.notification.device;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices that messages are pushed to. */
public interface Devices {

    /** The one that was registered last first. @param unit null for what is committed */
    List<Device> ofUser(@Nullable UnitOfWork unit, String tenantId, String userId);

    @Nullable
    Device find(String tenantId, String userId, String id);

    /** Whoever's it is. */
    @Nullable
    Device findByFingerprint(UnitOfWork unit, String tenantId, String fingerprint);

    /** Keeps it, in place of what was kept under its id. */
    void keep(UnitOfWork unit, Device device);

    /** Drops one of the user's; does nothing where there is none of that id. */
    void drop(UnitOfWork unit, String tenantId, String userId, String id);

    /** Drops it as it was seen: one that was registered again since, or moved, stays. */
    void dropGone(UnitOfWork unit, Device seen);

    /** From here to the end of the transaction nobody else changes what devices the user has: they collide and begin again. */
    void hold(UnitOfWork unit, String tenantId, String userId);
}
