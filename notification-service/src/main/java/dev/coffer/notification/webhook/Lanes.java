package dev.coffer.notification.webhook;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who works on which endpoint's queue, and how the endpoints do. */
interface Lanes {

    /** Those that are known; an endpoint that nothing was ever sent to is not. */
    Map<Lane.Key, Lane> find(Collection<Lane.Key> keys);

    /** Takes one up. @return null where somebody else has it */
    @Nullable
    Lane take(Lane.Key key, Instant now, Instant until);

    /** Saves what became of it. @return false where somebody else took it up since */
    boolean save(UnitOfWork unit, Lane lane);

    /** Gives it back. */
    void release(Lane lane);

    /** Forgets how it did, because it is another now. */
    void reset(UnitOfWork unit, Lane.Key key);

    void delete(Lane.Key key);
}
