// [realtime]
package dev.coffer.sample.item;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsSubscription;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.LiveEvents;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What can be followed of items. */
@DgsComponent
class LiveItemFetcher {

    private static final Scheduler LOOK_UPS = Schedulers.fromExecutor(
            work -> Thread.ofVirtual().name("live-items").start(work));

    private final LiveItems live;
    private final FindItems find;
    private final LiveEvents events;

    LiveItemFetcher(LiveItems live, FindItems find, LiveEvents events) {
        this.live = live;
        this.find = find;
        this.events = events;
    }

    /** {@code ItemChange}. */
    @GraphQlName("ItemChange")
    record ItemChangeView(String itemId, @Nullable ItemView item) {}

    @DgsSubscription
    Publisher<ItemChangeView> itemChanged(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return events.of(
                live.follow(caller).publishOn(LOOK_UPS, 1).map(id -> changed(new ItemKey(caller, id))), environment);
    }

    private ItemChangeView changed(ItemKey key) {
        Item item = find.all(Set.of(key)).get(key);
        return new ItemChangeView(key.id(), item == null ? null : ItemView.of(item));
    }
}
// [/realtime]
