package dev.coffer.auth.factor;

import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.core.errors.RefusalCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a change of second factors. */
public sealed interface FactorResult<T> {

    record Done<T>(T value) implements FactorResult<T> {}

    /** @param field the input field that the refusal is about, null where no single one is */
    record Refused<T>(RefusalCode code, @Nullable String field) implements FactorResult<T> {}

    /** Not even looked at. @param code of which proof there were too many tries */
    record TriedTooOften<T>(SignInRefusal code, Duration pause) implements FactorResult<T> {}
}
