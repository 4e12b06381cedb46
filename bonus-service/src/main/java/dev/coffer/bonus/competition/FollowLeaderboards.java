package dev.coffer.bonus.competition;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.graphql.LiveFollowers;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Tells whoever follows a leaderboard how it stands, at most twice in a second, at whichever replica it changes. */
final class FollowLeaderboards implements EventOnlooker {

    /** Who follows is counted by leaderboard, as all see the same. */
    static final LiveFollowers.Limits LIMITS = new LiveFollowers.Limits(10_000, 10_000, 2);

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(500);

    private final LiveFollowers followers;
    private final ShowLeaderboard show;

    FollowLeaderboards(LiveFollowers followers, ShowLeaderboard show) {
        this.followers = followers;
        this.show = show;
    }

    /**
     * That of the moment, at each change. Whoever is slow gets the latest.
     *
     * @throws dev.coffer.core.errors.CodedException NOT_FOUND; UNAVAILABLE; TOO_MANY_REQUESTS
     */
    Flux<Boards.Standing> follow(String tenantId, String code) {
        show.find(tenantId, code, null);
        return followers
                .follow(tenantId, code, changed -> List.of(show.find(tenantId, code, null)))
                .sample(AT_MOST_EVERY)
                .onBackpressureLatest();
    }

    @Override
    public void event(EventEnvelope event) {
        if (!followers.isEmpty() && event.eventType().equals(LeaderboardChanged.TYPE)) {
            LeaderboardChanged changed = JsonMapper.shared().readValue(event.data(), LeaderboardChanged.class);
            followers.changed(event.tenantId(), changed.templateCode(), changed.templateCode());
        }
    }

    @Override
    public void listening() {
        followers.listening();
    }

    @Override
    public void interrupted() {
        followers.interrupted();
    }
}
