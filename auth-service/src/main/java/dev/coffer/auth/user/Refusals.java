package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;
import org.jspecify.annotations.Nullable;

/** Answers of use cases as members of GraphQL unions. */
public final class Refusals {

    private Refusals() {}

    /** The user, or the refusal with its documented sentence. */
    public static Object answer(UserResult result) {
        return switch (result) {
            case UserResult.Done(User user) -> user;
            case UserResult.Refused(RefusalCode code, @Nullable String field) ->
                new Refusal(code.name(), code.meaning(), field, null);
        };
    }
}
