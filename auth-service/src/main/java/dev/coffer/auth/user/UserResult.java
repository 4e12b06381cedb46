package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What became of making or changing a user. */
public sealed interface UserResult {

    /** It was done; {@code user} is how the user is now. */
    record Done(User user) implements UserResult {}

    /** @param field the input field that the refusal is about, null where no single one is */
    record Refused(RefusalCode code, @Nullable String field) implements UserResult {}
}
