package dev.coffer.notification.topic;

import java.time.Instant;

/**
 * Something that was told to a topic.
 *
 * @param seq its position in the topic, from 1 and without gaps
 * @param type what the publisher calls it, "score.changed"
 * @param data an object of JSON, as text
 * @param userId who told it
 * @param key that its publisher chose, so that it is told once
 */
public record TopicMessage(
        String tenantId, TopicName topic, long seq, String type, String data, String userId, String key, Instant at) {

    /** What it says is nobody's business who reads logs. */
    @Override
    public String toString() {
        return "TopicMessage[" + topic.value() + ", " + seq + ", " + type + "]";
    }
}
