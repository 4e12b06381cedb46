package dev.coffer.auth.user;

import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What follows when an account is made: other services set theirs up, and then it counts, or it is taken back. */
public interface Registrations {

    /** Begins with it if and only if the caller's transaction commits. @param referralCode who sent this person, null for nobody */
    void begin(UnitOfWork unit, User pending, @Nullable String referralCode);

    /**
     * Waits a moment for the account to count.
     *
     * @return the user as they are by then, still pending where it takes longer; null where the account was taken back
     */
    @Nullable
    User settled(User pending);
}
