package dev.coffer.notification.post;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps messages for a developer to read instead of sending them: the newest, in this process's memory only. */
final class DevMailbox implements Post {

    static final int MOST_KEPT = 500;

    private final Deque<Kept> newestFirst = new ArrayDeque<>();
    private final Clock clock;

    DevMailbox(Clock clock) {
        this.clock = clock;
    }

    /** A message that came in. */
    record Kept(Mail mail, Instant at) {}

    @Override
    public synchronized PostAnswer send(Mail mail) {
        newestFirst.addFirst(new Kept(mail, clock.instant()));
        if (newestFirst.size() > MOST_KEPT) {
            newestFirst.removeLast();
        }
        return PostAnswer.Taken.WITHOUT_RECEIPT;
    }

    /** The newest first. @param to only what went there, null for all */
    synchronized List<Kept> list(@Nullable String to) {
        return newestFirst.stream()
                .filter(kept -> to == null || kept.mail().to().equals(to))
                .toList();
    }

    @Nullable
    Kept find(String id) {
        return list(null).stream()
                .filter(kept -> kept.mail().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String description() {
        return "kept in the development mailbox at /dev/mail, not sent";
    }
}
