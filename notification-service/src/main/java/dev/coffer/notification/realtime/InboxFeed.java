package dev.coffer.notification.realtime;

import dev.coffer.notification.inbox.ReadInboxNews;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The {@link Feed} of one user's inbox.
 *
 * @param turns of all who read inboxes at this replica
 */
record InboxFeed(String tenantId, String userId, ReadInboxNews inbox, ReadingTurns turns) implements Feed {

    @Override
    public String key() {
        return ReadInboxNews.key(userId);
    }

    @Override
    public long last() {
        return turns.take(() -> inbox.last(tenantId, userId));
    }

    @Override
    public List<Told> after(long seq, int most) {
        Supplier<List<ReadInboxNews.News>> read = () -> inbox.after(tenantId, userId, seq, most);
        return turns.take(read).stream()
                .map(news -> new Told(news.seq(), news.type(), news.data()))
                .toList();
    }

    @Override
    public Map<String, Object> state() {
        return turns.take(() -> inbox.counts(tenantId, userId));
    }
}
