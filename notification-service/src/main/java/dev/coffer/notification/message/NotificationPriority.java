package dev.coffer.notification.message;

/** How soon a message is wanted; the most urgent first. */
public enum NotificationPriority {
    URGENT,
    HIGH,
    NORMAL,
    LOW
}
