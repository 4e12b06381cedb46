package dev.coffer.notification.topic;

import dev.coffer.core.errors.RefusalCode;

/** Why nothing was told to a topic. */
public enum TopicRefusal implements RefusalCode {
    TOPIC_KEY_REUSED("The idempotency key was used before in this topic, for something else.");

    private final String meaning;

    TopicRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
