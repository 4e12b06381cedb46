package dev.coffer.notification.topic;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What topics were told in the last day. */
interface TopicLog {

    /** What the user told the topic by this key in the last day. */
    @Nullable
    TopicMessage find(UnitOfWork unit, String tenantId, TopicName topic, String userId, String key);

    void keep(UnitOfWork unit, TopicMessage message);

    /** In their order; those that are too old are not there any more. */
    List<TopicMessage> after(String tenantId, TopicName topic, long seq, int most);

    /** The position of the last; 0 where it was never told anything. */
    long last(String tenantId, TopicName topic);
}
