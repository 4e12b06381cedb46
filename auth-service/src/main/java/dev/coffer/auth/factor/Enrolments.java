package dev.coffer.auth.factor;

import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Enrolments under way, at most one for each user; those included that expired and were not removed yet. */
interface Enrolments {

    @Nullable
    PendingTotp find(UnitOfWork unit, User user);

    /** Begins one, in the place of any that was under way. */
    void save(UnitOfWork unit, User user, PendingTotp pending);

    /** Ends it, confirmed or not; nothing where there is none. */
    void delete(UnitOfWork unit, User user);
}
