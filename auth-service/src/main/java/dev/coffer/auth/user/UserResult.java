package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of making or changing a user. */
public sealed interface UserResult {

    /** It was done; {@code user} is how the user is now. */
    record Done(User user) implements UserResult {}

    /** It waits for the code that was sent to the contact; the same whether or not the contact was free. */
    record ToConfirm(PendingConfirmation pending) implements UserResult {}

    /** @param field the input field that the refusal is about, null where no single one is */
    record Refused(RefusalCode code, @Nullable String field) implements UserResult {}

    /** Not for now. @param pause until it may be tried again */
    record NotNow(RefusalCode code, Duration pause) implements UserResult {}
}
