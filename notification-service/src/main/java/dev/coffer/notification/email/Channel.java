package dev.coffer.notification.email;

/** What a letter goes by. */
enum Channel {
    EMAIL,
    SMS
}
