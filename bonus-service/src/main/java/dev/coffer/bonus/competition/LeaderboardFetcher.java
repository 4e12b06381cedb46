package dev.coffer.bonus.competition;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.competition.LeaderboardViews.EntryView;
import dev.coffer.bonus.competition.LeaderboardViews.LeaderboardView;
import dev.coffer.bonus.template.BonusValue;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.LiveEvents;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The fields of {@code leaderboard.graphqls}. */
@DgsComponent
class LeaderboardFetcher {

    private final ShowLeaderboard show;
    private final FollowLeaderboards follow;
    private final KnownBoards known;
    private final LiveEvents events;

    LeaderboardFetcher(ShowLeaderboard show, FollowLeaderboards follow, KnownBoards known, LiveEvents events) {
        this.show = show;
        this.follow = follow;
        this.known = known;
        this.events = events;
    }

    @DgsQuery
    LeaderboardView leaderboard(
            @InputArgument String code, @InputArgument @Nullable String label, DgsDataFetchingEnvironment environment) {
        return view(show.recent(Callers.caller(environment).tenantId(), code, label));
    }

    private LeaderboardView view(Boards.Standing standing) {
        return LeaderboardView.of(standing, known.prizes(standing.board()));
    }

    @DgsSubscription
    Publisher<LeaderboardView> leaderboardChanged(@InputArgument String code, DataFetchingEnvironment environment) {
        return events.of(
                follow.follow(Callers.caller(environment).tenantId(), code).map(this::view), environment);
    }

    private static LeaderboardView source(DgsDataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.<LeaderboardView>getSource());
    }

    private Ranks.Summary summary(DgsDataFetchingEnvironment environment) {
        LeaderboardView leaderboard = source(environment);
        String userId = Callers.caller(environment).userId();
        return leaderboard.looked().summary(() -> show.summary(leaderboard.board(), userId));
    }

    @DgsData(parentType = "Leaderboard")
    int players(DgsDataFetchingEnvironment environment) {
        return summary(environment).players();
    }

    @DgsData(parentType = "Leaderboard")
    @Nullable
    EntryView me(DgsDataFetchingEnvironment environment) {
        LeaderboardView leaderboard = source(environment);
        Place own = summary(environment).own();
        return own == null ? null : EntryView.of(leaderboard.board(), own, true, leaderboard.shared());
    }

    @DgsData(parentType = "Leaderboard")
    Connection<EntryView> entries(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        Board board = source(environment).board();
        BonusValue.Prizes prizes = source(environment).shared();
        Ranks.Summary summary = summary(environment);
        String own = summary.own() == null ? "" : summary.own().placing().handle();
        return show.page(board, PageRequest.of(first, after, last, before), summary.players())
                .map(place ->
                        EntryView.of(board, place, place.placing().handle().equals(own), prizes));
    }
}
