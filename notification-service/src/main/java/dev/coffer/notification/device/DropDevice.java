package dev.coffer.notification.device;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.util.List;

/** Takes a device of the caller's away. Done again, or for what is not the caller's, it changes nothing. */
final class DropDevice {

    private final Devices devices;
    private final Transactions transactions;

    DropDevice(Devices devices, Transactions transactions) {
        this.devices = devices;
        this.transactions = transactions;
    }

    /** @return what the caller has left */
    List<Device> drop(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            devices.drop(unit, caller.tenantId(), caller.userId(), id);
            return devices.ofUser(unit, caller.tenantId(), caller.userId());
        });
    }
}
