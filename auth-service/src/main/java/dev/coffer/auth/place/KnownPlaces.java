package dev.coffer.auth.place;

import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/** Where users have signed in, as digests that say nothing to whoever reads them. */
interface KnownPlaces {

    /** What is remembered. */
    enum Kind {
        PLACE,
        COUNTRY
    }

    /** Whether anything of the kind is remembered of the user. */
    boolean hasAny(UnitOfWork unit, User user, Kind kind);

    /**
     * Remembers it from now on.
     *
     * @return whether it was not remembered before
     */
    boolean add(UnitOfWork unit, User user, Kind kind, String digest, Instant forgetAt);
}
