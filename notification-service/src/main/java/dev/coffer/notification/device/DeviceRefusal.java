package dev.coffer.notification.device;

import dev.coffer.core.errors.RefusalCode;

/** Why a device is not registered. */
public enum DeviceRefusal implements RefusalCode {
    DEVICE_ACCOUNT_CLOSED("The account is closed: nothing is pushed to its devices any more."),
    PUSH_SERVICE_UNKNOWN(
            "The endpoint of the browser belongs to none of the push services that this installation writes to; its"
                    + " operators list them.");

    private final String meaning;

    DeviceRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
