package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows when an account is made: other services set theirs up, and then it counts, or it is taken back. */
public interface Registrations {

    /** Begins with it if and only if the caller's transaction commits. @param referralCode who sent this person, null for nobody */
    void begin(UnitOfWork unit, User pending, @Nullable String referralCode);

    /** Whether who registers at the tenant must prove their contact first. */
    boolean mustConfirm(String tenantId);

    /** Takes back what others began with one of the contacts and never confirmed; the newest registration counts. */
    void makeRoom(UnitOfWork unit, User pending);

    /**
     * Sends a code and begins when it is typed; otherwise the account is taken back.
     *
     * @throws NotNow where codes were asked for too often
     */
    PendingConfirmation beginToConfirm(UnitOfWork unit, User pending, @Nullable String referralCode);

    /**
     * Answers what {@link #beginToConfirm} would, for a contact that somebody has, and tells its owner.
     *
     * @throws NotNow where codes were asked for too often
     */
    PendingConfirmation pretend(User asked);

    /**
     * Waits a moment for the account to count.
     *
     * @return the user as they are by then, still pending where it takes longer; null where the account was taken back
     */
    @Nullable
    User settled(User pending);

    /** No code is sent for now. Ends the transaction it is thrown in. */
    final class NotNow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient RefusalCode code;
        private final Duration pause;

        public NotNow(RefusalCode code, Duration pause) {
            super("no code is sent for now", null, false, false);
            this.code = code;
            this.pause = pause;
        }

        public RefusalCode code() {
            return code;
        }

        public Duration pause() {
            return pause;
        }
    }
}
