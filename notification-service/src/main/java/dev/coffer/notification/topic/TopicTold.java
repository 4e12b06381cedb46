package dev.coffer.notification.topic;

/**
 * Event {@code topic.told}: there is something new in a topic.
 *
 * @param topic its name
 * @param type what the publisher calls it
 */
record TopicTold(String topic, String type) {

    static final String TYPE = "topic.told";
}
