package dev.coffer.bonus.competition;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which competition it is and how far it has come, for whoever looks at it: kept for a moment, as very many look at the same one. Places
 * are not kept.
 */
final class RecentStandings {

    /** So late may be shown that a competition is over, or that another has begun with a new template. */
    static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final Map<Key, Kept> known = new ConcurrentHashMap<>();

    /** @param label null for the one of now */
    record Key(String tenantId, String code, @Nullable String label) {}

    private record Kept(Boards.Standing standing, Instant from, Instant until) {

        boolean isKept(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** @param look finds it out; what it throws is not kept */
    Boards.Standing of(Key key, Instant now, Supplier<Boards.Standing> look) {
        Kept before = known.get(key);
        if (before != null && before.isKept(now)) {
            return before.standing();
        }
        Boards.Standing found = look.get();
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(key, new Kept(found, now, until(found.board(), now)));
        return found;
    }

    /** At its end the next one is that of now. */
    private static Instant until(Board board, Instant now) {
        Instant until = now.plus(KEPT);
        return now.isBefore(board.until()) && board.until().isBefore(until) ? board.until() : until;
    }
}
