package dev.coffer.auth.factor;

import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a change of second factors, as GraphQL answers it. */
public final class FactorAnswers {

    private FactorAnswers() {}

    /** The thing itself, or a {@link Refusal}. */
    public static <T> Object of(FactorResult<T> result) {
        return switch (result) {
            case FactorResult.Done<T>(T value) -> Objects.requireNonNull(value);
            case FactorResult.Refused<T>(RefusalCode code, @Nullable String field) ->
                new Refusal(code.name(), code.meaning(), field, null);
            case FactorResult.TriedTooOften<T>(SignInRefusal code, Duration pause) ->
                Refusal.retryAfter(
                        code,
                        code.meaning(),
                        Math.toIntExact(pause.plusMillis(999).toSeconds()));
        };
    }
}
