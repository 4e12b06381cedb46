package dev.coffer.auth.password;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stored passwords, kept apart from the users so that reading a user never brings a secret along. */
public interface Credentials {

    @Nullable
    PasswordHash find(String tenantId, String userId);

    void insert(UnitOfWork unit, String tenantId, String userId, PasswordHash hash, Instant at);

    /** Sets the password whatever there was before, also where there was none. */
    void put(UnitOfWork unit, String tenantId, String userId, PasswordHash hash, Instant at);

    /** Removes a user's password; nothing where there is none. */
    void delete(UnitOfWork unit, String tenantId, String userId);

    /**
     * Counts that the password opened a session. A write, so that it cannot pass by a change of the password that is under way: one
     * of the two waits for the other.
     *
     * @return false when another password has been set meanwhile
     */
    boolean countUse(UnitOfWork unit, String tenantId, String userId, PasswordHash expected);

    /** Puts {@code next} in the place of {@code expected}; false when another password has been set meanwhile. */
    boolean replace(
            UnitOfWork unit, String tenantId, String userId, PasswordHash expected, PasswordHash next, Instant at);
}
