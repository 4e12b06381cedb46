package dev.coffer.bonus.competition;

import dev.coffer.core.events.BatchHandler;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes scores that changed into Redis, as they are by then, and tells it. It goes on until it has succeeded: whatever is killed or away
 * meanwhile, nothing is left out.
 */
final class MirrorScores {

    private final KnownBoards known;
    private final Scores scores;
    private final Ranks ranks;
    private final Outbox outbox;

    MirrorScores(KnownBoards known, Scores scores, Ranks ranks, Outbox outbox) {
        this.known = known;
        this.scores = scores;
        this.ranks = ranks;
        this.outbox = outbox;
    }

    private record Key(String tenantId, String board) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int tenants = tenantId.compareTo(other.tenantId);
            return tenants == 0 ? board.compareTo(other.board) : tenants;
        }
    }

    Consumer consumer() {
        BatchHandler<ScoresChanged> all = this::changed;
        return Consumer.named("bonus-leaderboards").from("bonus").onBatch(ScoresChanged.TYPE, ScoresChanged.class, all);
    }

    void changed(List<Received<ScoresChanged>> events, UnitOfWork unit) {
        Map<Key, Set<String>> changed = new TreeMap<>();
        events.forEach(event -> changed.computeIfAbsent(
                        new Key(event.envelope().tenantId(), event.data().board()), key -> new LinkedHashSet<>())
                .addAll(event.data().userIds()));
        changed.forEach((key, userIds) -> {
            Board board = known.find(key.tenantId(), key.board());
            if (board != null) {
                ranks.put(board, scores.of(unit, board, userIds));
                outbox.add(
                        unit,
                        EventDraft.of(
                                new LeaderboardChanged(board.code(), board.label()), board.id(), board.tenantId()));
            }
        });
    }
}
