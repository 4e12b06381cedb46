package dev.coffer.notification.topic;

/** What became of something that was to be told. */
public sealed interface TopicResult {

    /** It is told, now or by the same order before. */
    record Kept(TopicMessage message) implements TopicResult {}

    record Refused(TopicRefusal code, String field) implements TopicResult {}
}
