package dev.coffer.notification.message;

/** What a message goes by. */
public enum NotificationChannel {
    /** Into the user's inbox. */
    IN_APP,
    /** To the user's e-mail address. */
    EMAIL,
    /** To the user's phone, as a text message. */
    SMS
}
