package dev.coffer.bonus.live;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.award.BonusView;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.LiveEvents;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The subscription of {@code live.graphqls}. */
@DgsComponent
class BonusLiveFetcher {

    private final FollowBonuses follow;
    private final LiveEvents events;

    BonusLiveFetcher(FollowBonuses follow, LiveEvents events) {
        this.follow = follow;
        this.events = events;
    }

    @DgsSubscription
    Publisher<BonusView> bonusProgressed(@InputArgument @Nullable String bonusId, DataFetchingEnvironment environment) {
        return events.of(follow.follow(Callers.caller(environment), bonusId).map(BonusView::of), environment);
    }
}
