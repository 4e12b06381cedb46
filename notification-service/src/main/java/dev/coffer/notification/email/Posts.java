package dev.coffer.notification.email;

import dev.coffer.notification.message.NotificationChannel;

/** The ways out: one for each channel. */
record Posts(Post email, Post sms) {

    /** @throws IllegalArgumentException for the inbox, which nothing is posted to */
    Post of(NotificationChannel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
            case IN_APP -> throw new IllegalArgumentException("nothing is posted to an inbox");
        };
    }

    /** For operators: where the messages of each channel go. */
    String description() {
        return NotificationChannel.EMAIL + ": " + email.description() + "; " + NotificationChannel.SMS + ": "
                + sms.description();
    }
}
