package dev.coffer.notification.device;

/** What became of a device that was to be registered. */
sealed interface DeviceResult {

    record Registered(Device device) implements DeviceResult {}

    /** @param field the input field that it is about */
    record Refused(DeviceRefusal code, String field) implements DeviceResult {}
}
