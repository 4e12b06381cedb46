package dev.coffer.notification.email;

/** There is no way out for this channel: every message fails at once, and says what to set. */
record NoPost(String reason) implements Post {

    @Override
    public String send(Mail mail) {
        return reason;
    }

    @Override
    public String description() {
        return reason;
    }
}
