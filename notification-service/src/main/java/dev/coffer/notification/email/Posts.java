package dev.coffer.notification.email;

/** The ways out: one for each channel. */
record Posts(Post email, Post sms) {

    Post of(Channel channel) {
        return switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
        };
    }

    /** For operators: where the messages of each channel go. */
    String description() {
        return Channel.EMAIL + ": " + email.description() + "; " + Channel.SMS + ": " + sms.description();
    }
}
