package dev.coffer.notification.device;

/** Whose service a device is reached through. */
public enum PushPlatform {
    /** Firebase Cloud Messaging. */
    FCM,
    /** Apple's. */
    APNS,
    /** That of the browser (RFC 8030). */
    WEB_PUSH
}
