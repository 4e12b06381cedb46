package dev.coffer.core.cache;

import org.jspecify.annotations.Nullable;

/**
 * Turns messages and looks at the version into news. Messages are numbered without gaps, so a missing one is noticed by the next
 * one, or by a look at the version when the subscription is new, or by a look that a message should long have followed.
 */
final class NewsFeed {

    private final Cache.News news;
    private @Nullable CacheVersion seen;
    private @Nullable CacheVersion expected;
    private long resumptions;
    private long resumptionsSeen = -1;

    NewsFeed(Cache.News news) {
        this.news = news;
    }

    /** @param message "epoch number key", or with no key for all */
    synchronized void heard(String message) {
        CacheVersion version = CacheVersion.parse(message);
        String key = message.substring(message.indexOf(' ', message.indexOf(' ') + 1) + 1);
        CacheVersion before = seen;
        if (before == null || !version.follows(before) || key.isEmpty()) {
            seen = version;
            news.missed();
            return;
        }
        if (!before.covers(version)) {
            seen = version;
        }
        news.invalidated(TenantKey.parse(key));
    }

    /** The subscription has begun, perhaps anew: messages from here on are heard, those before may not have been. */
    synchronized void resumed() {
        resumptions++;
    }

    /** To be asked before the version is, and given to {@link #looked} with it. */
    synchronized long resumptions() {
        return resumptions;
    }

    /** @param asOf {@link #resumptions} before the version was asked for */
    synchronized void looked(CacheVersion version, long asOf) {
        CacheVersion before = seen;
        CacheVersion due = asOf > resumptionsSeen ? version : expected;
        resumptionsSeen = asOf;
        expected = version;
        if (before == null || !before.epoch().equals(version.epoch()) || (due != null && !before.covers(due))) {
            seen = before != null && before.covers(version) ? before : version;
            news.missed();
        }
    }
}
