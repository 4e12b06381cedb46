package dev.coffer.auth.closing;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The closings of all tenants' accounts. */
interface Closings {

    @Nullable
    Closing find(String tenantId, String userId);

    @Nullable
    Closing find(UnitOfWork unit, String tenantId, String userId);

    /** In place of one that came to nothing. */
    void begin(UnitOfWork unit, Closing closing);

    /** Saves a changed one, which {@link #find} read in the same transaction. */
    void save(UnitOfWork unit, Closing changed);

    void delete(UnitOfWork unit, Closing closing);

    /** Of all tenants those whose time is over, the longest first. */
    List<Closing> due(Instant now, int most);
}
