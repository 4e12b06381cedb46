package dev.coffer.auth.signin;

import dev.coffer.auth.signin.Attempts.Asked;
import dev.coffer.auth.user.User;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bounds how often codes of a user's second factors are tried, apart from the tries of passwords. */
public final class FactorTries {

    private final AttemptCounts attempts;

    FactorTries(AttemptCounts attempts) {
        this.attempts = attempts;
    }

    /**
     * Asks for a try, which counts from then on.
     *
     * @return null when the try may be made, else how long there is none
     */
    public @Nullable Duration ask(User user) {
        return attempts.ask(AttemptKey.ofSecondFactor(user)) instanceof Asked.Blocked(var pause) ? pause : null;
    }

    /** A right code came: what was counted is over. */
    public void clear(User user) {
        attempts.clear(AttemptKey.ofSecondFactor(user));
    }
}
