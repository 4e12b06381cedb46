package dev.coffer.notification.realtime;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that is told what is in a feed: each event once and in order, from where it left off. Nothing waits for it in memory: what it
 * has not been told yet is read from the log when it can take it.
 */
final class EventStream {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    static final String READY = "ready";
    static final String RESYNC = "resync";
    static final String END = "end";

    private static final int AT_ONCE = 100;
    private static final long UNKNOWN = -1;

    private final Feed feed;
    private final EventSink sink;
    private final int mostBehind;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final AtomicBoolean isBeatDue = new AtomicBoolean();
    private volatile @Nullable String reason;
    private long told;

    /**
     * @param from the last event that the client knows of; null where it begins
     * @param mostBehind events that are made up for
     */
    EventStream(Feed feed, @Nullable Long from, EventSink sink, int mostBehind) {
        this.feed = feed;
        this.sink = sink;
        this.mostBehind = mostBehind;
        this.told = from == null ? UNKNOWN : from;
    }

    Feed feed() {
        return feed;
    }

    boolean isEnded() {
        return isEnded.get();
    }

    /** There may be something to tell. */
    void wake() {
        wake(UNKNOWN);
    }

    /** There is something to tell, up to this position. Whoever asks while it is being told has it told afterwards. */
    void wake(long seq) {
        feed.heard(seq);
        tellSoon();
    }

    private void tellSoon() {
        if (!isEnded() && asked.getAndIncrement() == 0) {
            Thread.ofVirtual().name("event-stream").start(this::tell);
        }
    }

    void beat() {
        isBeatDue.set(true);
        tellSoon();
    }

    /** Tells the client why, as soon as it can take it, and ends. */
    void end(String why) {
        reason = why;
        tellSoon();
    }

    /** The client has gone. */
    void left() {
        isEnded.set(true);
    }

    private void tell() {
        int seen;
        try {
            do {
                seen = asked.get();
                round();
            } while (!isEnded() && asked.addAndGet(-seen) > 0);
        } catch (IOException | RuntimeException failed) {
            // The client has gone, or the store is away: whoever comes back goes on where they were.
            LOG.debug("a stream of {} ends", feed.key(), failed);
            close();
        }
    }

    private void round() throws IOException {
        String why = reason;
        if (why != null) {
            sink.send(UNKNOWN, END, Map.of("code", why));
            close();
            return;
        }
        if (isBeatDue.getAndSet(false)) {
            sink.beat();
        }
        if (told == UNKNOWN) {
            begin(READY);
        }
        List<Told> news = news();
        while (!news.isEmpty()) {
            if (news.getFirst().seq() != told + 1) {
                begin(RESYNC);
                return;
            }
            tellEach(news);
            news = reason == null ? news() : List.of();
        }
    }

    /** Nothing more from when it is to end. */
    private void tellEach(List<Told> news) throws IOException {
        for (Told one : news) {
            if (reason == null) {
                sink.send(one.seq(), one.type(), one.data());
                told = one.seq();
            }
        }
    }

    /** Too many are as good as lost: what the present state is tells more. */
    private List<Told> news() throws IOException {
        long last = feed.last();
        if (last < told || last - told > mostBehind) {
            begin(RESYNC);
            return List.of();
        }
        List<Told> news = last == told ? List.of() : feed.after(told, AT_ONCE);
        if (news.isEmpty() && last > told) {
            begin(RESYNC);
        }
        return news;
    }

    /** From what is now. */
    private void begin(String type) throws IOException {
        long last = feed.last();
        sink.send(last, type, feed.state());
        told = last;
    }

    private void close() {
        if (!isEnded.getAndSet(true)) {
            sink.end();
        }
    }
}
