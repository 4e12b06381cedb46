package dev.coffer.notification.realtime;

import dev.coffer.notification.inbox.ReadInboxNews;
import java.util.List;
import java.util.Map;

/** The {@link Feed} of one user's inbox. */
record InboxFeed(String tenantId, String userId, ReadInboxNews inbox) implements Feed {

    @Override
    public String key() {
        return ReadInboxNews.key(userId);
    }

    @Override
    public long last() {
        return inbox.last(tenantId, userId);
    }

    @Override
    public List<Told> after(long seq, int most) {
        return inbox.after(tenantId, userId, seq, most).stream()
                .map(news -> new Told(news.seq(), news.type(), news.data()))
                .toList();
    }

    @Override
    public Map<String, Object> state() {
        return inbox.counts(tenantId, userId);
    }
}
