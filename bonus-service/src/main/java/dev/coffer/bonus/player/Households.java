package dev.coffer.bonus.player;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who lives together, as staff or a service says. Kept as hashes. */
public interface Households {

    /** The longest key. */
    int LONGEST = 200;

    /** @param household the key that all of one household have; null where the user is known to be in none */
    void set(UnitOfWork unit, String tenantId, String userId, @Nullable String household);

    /** The hash of the player's: one, or none. */
    List<String> of(UnitOfWork unit, String tenantId, String userId);

    /** Whether one was said, as last committed. */
    boolean isSet(String tenantId, String userId);
}
