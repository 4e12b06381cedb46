package dev.coffer.notification.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The topics that somebody follows at this replica, for as long as somebody does. */
public final class TopicTails {

    private final TopicLog log;
    private final Cache<Key, TopicTail> tails =
            Caffeine.newBuilder().weakValues().build();

    TopicTails(TopicLog log) {
        this.log = log;
    }

    private record Key(String tenantId, TopicName topic) {}

    /** Whoever follows keeps hold of it. */
    public TopicTail of(String tenantId, TopicName topic) {
        return tails.get(new Key(tenantId, topic), key -> new TopicTail(tenantId, topic, log));
    }
}
