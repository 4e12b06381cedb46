package dev.coffer.notification.device;

import dev.coffer.core.events.Endings;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a device of the caller's: one however often it is registered. Who registers a device has it in hand, so one that was another user's is
 * theirs no more. Beyond {@link #MOST} the one that was not registered for longest gives way: apps get new addresses when they are installed
 * again, and nobody says goodbye to the old ones.
 */
final class RegisterDevice {

    static final int MOST = 10;

    private final Devices devices;
    private final DeviceSeal seal;
    private final PushServices services;
    private final Endings closedAccounts;
    private final Parts parts;

    RegisterDevice(Devices devices, DeviceSeal seal, PushServices services, Endings closedAccounts, Parts parts) {
        this.devices = devices;
        this.seal = seal;
        this.services = services;
        this.closedAccounts = closedAccounts;
        this.parts = parts;
    }

    /** What it works with. */
    record Parts(Transactions transactions, Ids ids, Clock clock) {}

    DeviceResult register(Caller caller, DeviceAddress address, @Nullable String name) {
        if (address.platform() == PushPlatform.WEB_PUSH && services.find(address.target()) == null) {
            return new DeviceResult.Refused(DeviceRefusal.PUSH_SERVICE_UNKNOWN, "input.webPush.endpoint");
        }
        return parts.transactions().inTransaction(unit -> {
            if (closedAccounts.isOver(unit, caller.tenantId(), caller.userId())) {
                return new DeviceResult.Refused(DeviceRefusal.DEVICE_ACCOUNT_CLOSED, "input");
            }
            devices.hold(unit, caller.tenantId(), caller.userId());
            return new DeviceResult.Registered(kept(unit, caller, address, name));
        });
    }

    private Device kept(UnitOfWork unit, Caller caller, DeviceAddress address, @Nullable String name) {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String fingerprint = seal.fingerprint(address);
        Device before = devices.findByFingerprint(unit, caller.tenantId(), fingerprint);
        Device own = before != null && before.userId().equals(caller.userId()) ? before : null;
        if (before != null && own == null) {
            devices.drop(unit, before.tenantId(), before.userId(), before.id());
        }
        String id = own == null ? parts.ids().next() : own.id();
        Device device = new Device(
                id,
                caller.tenantId(),
                caller.userId(),
                address.platform(),
                name,
                fingerprint,
                seal.seal(caller.tenantId(), id, address),
                own == null ? now : own.addedAt(),
                now);
        devices.keep(unit, device);
        makeRoom(unit, caller, id);
        return device;
    }

    private void makeRoom(UnitOfWork unit, Caller caller, String fresh) {
        List<Device> all = devices.ofUser(unit, caller.tenantId(), caller.userId());
        all.stream()
                .filter(device -> !device.id().equals(fresh))
                .skip(MOST - 1L)
                .forEach(device -> devices.drop(unit, device.tenantId(), device.userId(), device.id()));
    }
}
