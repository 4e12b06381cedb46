package dev.coffer.notification.post;

/** There is no way out for this channel: every message fails at once, and says what to set. */
record NoPost(String reason) implements Post {

    @Override
    public PostAnswer send(Mail mail) {
        return new PostAnswer.Refused(reason);
    }

    @Override
    public String description() {
        return reason;
    }
}
