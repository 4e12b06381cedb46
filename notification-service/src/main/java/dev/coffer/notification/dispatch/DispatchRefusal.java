package dev.coffer.notification.dispatch;

import dev.coffer.core.errors.RefusalCode;

/** Why something is not sent, or not stopped. */
public enum DispatchRefusal implements RefusalCode {
    DISPATCH_KEY_REUSED("The idempotency key was used before, for something else."),
    DISPATCH_TEMPLATE_UNKNOWN(
            "The tenant has no template of its own of this key, or it has nothing for one of the channels."),
    RECIPIENT_UNKNOWN("There is no such user, or nothing is known of them here yet."),
    SEGMENT_EMPTY("There is nobody whom the segment describes."),
    SEGMENT_TOO_LARGE("More than 10,000 users are described by the segment; take parts of them."),
    DISPATCH_ENDED("All of it was handed to the channels already, or it was given up.");

    private final String meaning;

    DispatchRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
