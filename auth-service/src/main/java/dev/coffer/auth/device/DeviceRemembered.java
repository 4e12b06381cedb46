package dev.coffer.auth.device;

/**
 * Event {@code device.remembered}, keyed by user: if it was not the user, somebody else needs their password only.
 *
 * @param until when the device takes the second step again, RFC 3339
 */
record DeviceRemembered(String userId, String until) {

    static final String TYPE = "device.remembered";
}
