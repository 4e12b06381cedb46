package dev.coffer.notification.inbox;

import dev.coffer.core.identity.Caller;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells users of their messages as they come, and how many wait whenever that changes. What is told is read from the inbox then. */
final class FollowInbox {

    /** Virtual threads, as they wait for the store and for slow clients. */
    private static final Scheduler LOOKUPS = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("inbox-followers").start(work));

    private final InboxFollowers followers;
    private final Inbox inbox;

    FollowInbox(InboxFollowers followers, Inbox inbox) {
        this.followers = followers;
        this.inbox = inbox;
    }

    /** Each message once, in the order in which they came. */
    Flux<Notification> received(Caller caller) {
        return followers
                .follow(caller)
                .filter(id -> !id.isEmpty())
                .publishOn(LOOKUPS, 1)
                .distinctUntilChanged()
                .concatMapIterable(id -> own(caller, id), 1);
    }

    private List<Notification> own(Caller caller, String id) {
        Notification found = inbox.find(caller.tenantId(), caller.userId(), id);
        return found == null ? List.of() : List.of(found);
    }

    /** Of several changes in a short time only the last may be told. */
    Flux<InboxCounts> counts(Caller caller) {
        return followers
                .follow(caller)
                .onBackpressureLatest()
                .publishOn(LOOKUPS, 1)
                .map(change -> inbox.counts(caller.tenantId(), caller.userId()));
    }
}
