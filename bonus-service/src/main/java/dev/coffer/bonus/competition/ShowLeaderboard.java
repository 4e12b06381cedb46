package dev.coffer.bonus.competition;

import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows leaderboards: from Redis where it knows them, and otherwise from MongoDB, which is slower and as right. */
final class ShowLeaderboard {

    private final Boards boards;
    private final RunningTemplates templates;
    private final Scores scores;
    private final Ranks ranks;
    private final RebuildRanks rebuild;
    private final Calendars calendars;
    private final Pages pages;
    private final Clock clock;
    private final RecentStandings recent = new RecentStandings();

    ShowLeaderboard(
            Boards boards,
            RunningTemplates templates,
            Scores scores,
            Ranks ranks,
            RebuildRanks rebuild,
            Calendars calendars,
            Pages pages,
            Clock clock) {
        this.boards = boards;
        this.templates = templates;
        this.scores = scores;
        this.ranks = ranks;
        this.rebuild = rebuild;
        this.calendars = calendars;
        this.pages = pages;
        this.clock = clock;
    }

    /** As {@link #find}, as it was {@link RecentStandings#KEPT} ago at most. */
    Boards.Standing recent(String tenantId, String code, @Nullable String label) {
        RecentStandings.Key key = new RecentStandings.Key(tenantId, code, label);
        return recent.of(key, clock.instant(), () -> find(tenantId, code, label));
    }

    /**
     * @param label null for the one of now, or the latest where the template does not run
     * @throws CodedException NOT_FOUND
     */
    Boards.Standing find(String tenantId, String code, @Nullable String label) {
        Boards.Standing found = label == null ? present(tenantId, code) : boards.find(tenantId, code + '/' + label);
        if (found == null) {
            throw CodedException.notFound("leaderboard", label == null ? code : code + '/' + label);
        }
        return found;
    }

    private Boards.@Nullable Standing present(String tenantId, String code) {
        RunningTemplate running = templates.find(tenantId, code);
        if (running == null || running.content().competition() == null) {
            return boards.latest(tenantId, code);
        }
        Board now = Board.of(tenantId, running, clock.instant(), calendars.zone(tenantId));
        Boards.Standing begun = boards.find(tenantId, now.id());
        return begun == null ? new Boards.Standing(now, Boards.State.OPEN, List.of()) : begun;
    }

    Connection<Place> page(Board board, PageRequest request, @Nullable Integer totalCount) {
        String scope = "leaderboard:" + board.tenantId() + ':' + board.id();
        return pages.page(
                request,
                scope,
                (from, isForward, limit) -> read(board, from, isForward, limit),
                place -> new Position(place.placing().key(), ""),
                totalCount);
    }

    private List<Place> read(Board board, @Nullable Position from, boolean isForward, int limit) {
        Placing beyond = from == null ? null : Placing.ofKey((String) from.sortKey());
        List<Place> found = ranks.page(board, beyond, isForward, limit);
        if (found != null) {
            return found;
        }
        rebuild.soon(board);
        return scores.page(board, beyond, isForward, limit);
    }

    Ranks.Summary summary(Board board, String userId) {
        Ranks.Summary found = ranks.summary(board, userId);
        if (found != null) {
            return found;
        }
        rebuild.soon(board);
        return new Ranks.Summary(scores.count(board), scores.placeOf(board, userId));
    }
}
