package dev.coffer.notification.webhook;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who works on which endpoint's queue, and how the endpoints do. */
interface EndpointQueues {

    /** Those that are known; an endpoint that nothing was ever sent to is not. */
    Map<EndpointQueue.Key, EndpointQueue> find(Collection<EndpointQueue.Key> keys);

    /** Takes one up. @return null where somebody else has it */
    @Nullable
    EndpointQueue take(EndpointQueue.Key key, Instant now, Instant until);

    /** Saves what became of it. @return false where somebody else took it up since */
    boolean save(UnitOfWork unit, EndpointQueue queue);

    /** Gives it back. */
    void release(EndpointQueue queue);

    /** Forgets how it did, because it is another now. */
    void reset(UnitOfWork unit, EndpointQueue.Key key);

    void delete(EndpointQueue.Key key);
}
