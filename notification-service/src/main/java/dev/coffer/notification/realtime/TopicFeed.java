package dev.coffer.notification.realtime;

import dev.coffer.notification.topic.TopicMessage;
import dev.coffer.notification.topic.TopicTail;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The {@link Feed} of a topic. */
record TopicFeed(TopicTail tail) implements Feed {

    static final String MESSAGE = "message";

    @Override
    public String tenantId() {
        return tail.tenantId();
    }

    @Override
    public String key() {
        return tail.topic().key(tail.tenantId());
    }

    @Override
    public void heard(long seq) {
        tail.heard(seq);
    }

    @Override
    public long last() {
        return tail.last();
    }

    @Override
    public List<Told> after(long seq, int most) {
        return tail.after(seq, most).stream().map(TopicFeed::told).toList();
    }

    private static Told told(TopicMessage message) {
        return new Told(
                message.seq(),
                MESSAGE,
                Map.of(
                        "type", message.type(),
                        "data", JsonMapper.shared().readTree(message.data()),
                        "from", message.userId(),
                        "createdAt", message.at().toString()));
    }

    /** A topic has none that could be asked for. */
    @Override
    public Map<String, Object> state() {
        return Map.of();
    }
}
