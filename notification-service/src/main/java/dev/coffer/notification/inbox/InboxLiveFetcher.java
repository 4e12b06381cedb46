package dev.coffer.notification.inbox;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsSubscription;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.LiveEvents;
import graphql.schema.DataFetchingEnvironment;
import org.reactivestreams.Publisher;

/** The subscriptions of {@code inbox-live.graphqls}. */
@DgsComponent
class InboxLiveFetcher {

    private final FollowInbox follow;
    private final LiveEvents events;

    InboxLiveFetcher(FollowInbox follow, LiveEvents events) {
        this.follow = follow;
        this.events = events;
    }

    @DgsSubscription
    Publisher<Notification> notificationReceived(DataFetchingEnvironment environment) {
        return events.of(follow.received(Callers.caller(environment)), environment);
    }

    @DgsSubscription
    Publisher<InboxCounts> inboxChanged(DataFetchingEnvironment environment) {
        return events.of(follow.counts(Callers.caller(environment)), environment);
    }

    /** Several changes may leave it as it is. */
    @DgsSubscription
    Publisher<Integer> unreadCount(DataFetchingEnvironment environment) {
        return events.of(
                follow.counts(Callers.caller(environment))
                        .map(InboxCounts::unread)
                        .distinctUntilChanged(),
                environment);
    }
}
