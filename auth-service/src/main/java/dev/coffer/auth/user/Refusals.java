package dev.coffer.auth.user;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers of use cases as members of GraphQL unions. */
public final class Refusals {

    private static final long ALMOST_A_SECOND_MILLIS = 999;

    private Refusals() {}

    /** The GraphQL type. */
    record RegistrationPending(String id, String sentTo, Instant expiresAt) {

        private RegistrationPending(PendingConfirmation pending) {
            this(pending.id(), pending.sentTo(), pending.expiresAt());
        }
    }

    /** The user, or the refusal with its documented sentence. */
    public static Object answer(UserResult result) {
        return switch (result) {
            case UserResult.Done(User user) -> user;
            case UserResult.ToConfirm(PendingConfirmation pending) -> new RegistrationPending(pending);
            case UserResult.NotNow(RefusalCode code, Duration pause) ->
                Refusal.retryAfter(
                        code,
                        code.meaning(),
                        Math.toIntExact(pause.plusMillis(ALMOST_A_SECOND_MILLIS).toSeconds()));
            case UserResult.Refused(RefusalCode code, @Nullable String field) ->
                new Refusal(code.name(), code.meaning(), field, null);
        };
    }
}
