package dev.coffer.notification.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of somebody's inbox since they last heard, as it is to be told now. */
public final class ReadInboxNews {

    static final String CHANGED = InboxChanged.TYPE;

    static final String RECEIVED = "notification.received";

    private final InboxLog log;
    private final Inbox inbox;

    ReadInboxNews(InboxLog log, Inbox inbox) {
        this.log = log;
        this.inbox = inbox;
    }

    /**
     * Something to tell.
     *
     * @param seq counts what became of the inbox, without gaps
     * @param type "notification.received" or "inbox.changed"
     */
    public record News(long seq, String type, Map<String, Object> data) {

        public News {
            data = Map.copyOf(data);
        }

        /** It holds what the message says. */
        @Override
        public String toString() {
            return "News[" + seq + ", " + type + "]";
        }
    }

    /** The key of the events that tell of a user's inbox. */
    public static String key(String userId) {
        return InboxChanged.key(userId);
    }

    /** In order. Of what happened more than a day ago nothing is there: then the first does not follow upon {@code seq}. */
    public List<News> after(String tenantId, String userId, long seq, int most) {
        List<InboxLog.Change> changes = log.after(tenantId, userId, seq, most);
        if (changes.isEmpty()) {
            return List.of();
        }
        Map<String, Object> counts = counts(tenantId, userId);
        List<News> news = new ArrayList<>();
        for (InboxLog.Change change : changes) {
            String id = change.receivedId();
            Notification received = id == null ? null : inbox.find(tenantId, userId, id);
            news.add(
                    received == null
                            ? new News(change.seq(), CHANGED, counts)
                            : new News(change.seq(), RECEIVED, told(received, counts)));
        }
        return news;
    }

    /** The position of what happened last; 0 where nothing ever did. */
    public long last(String tenantId, String userId) {
        return log.last(tenantId, userId);
    }

    /** How many messages wait: {@code unread} and {@code unseen}. */
    public Map<String, Object> counts(String tenantId, String userId) {
        InboxCounts counts = inbox.counts(tenantId, userId);
        return Map.of("unread", counts.unread(), "unseen", counts.unseen());
    }

    private static Map<String, Object> told(Notification received, Map<String, Object> counts) {
        Map<String, Object> told = new LinkedHashMap<>(counts);
        told.put("id", received.id());
        told.put("category", received.category().name());
        told.put("priority", received.priority().name());
        told.put("state", received.state().name());
        told.put("subject", received.subject());
        told.put("body", received.body());
        Instant createdAt = received.createdAt();
        told.put("createdAt", createdAt.toString());
        return told;
    }
}
