package dev.coffer.notification.post;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Those of this process alone. There are as many as providers. */
final class LocalRates implements Rates {

    private final Map<String, AtomicLong> taken = new ConcurrentHashMap<>();

    @Override
    public long take(String provider, long each, long span, long now) {
        AtomicLong until = taken.computeIfAbsent(provider, _ -> new AtomicLong());
        while (true) {
            long before = until.get();
            long after = Math.max(before, now) + each;
            long pause = after - now - span;
            if (pause > 0) {
                return pause;
            }
            if (until.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}
