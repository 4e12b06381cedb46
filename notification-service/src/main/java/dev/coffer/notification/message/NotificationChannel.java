package dev.coffer.notification.message;

/** What a message goes by. */
public enum NotificationChannel {
    /** Into the user's inbox. */
    IN_APP,
    /** To the user's e-mail address. */
    EMAIL,
    /** To the user's phone, as a text message. */
    SMS,
    /** To the user's phone, as a message in WhatsApp. */
    WHATSAPP,
    /** To the user's devices that were registered for it. */
    PUSH;

    /** Whether a message is handed to a provider once at most, as that one cannot tell a repeat and a repeat costs and disturbs. */
    public boolean isHandedOnce() {
        return this == SMS || this == WHATSAPP;
    }
}
