package dev.coffer.core.graphql;

import dev.coffer.core.errors.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL type {@code Refusal}: an expected no.
 *
 * @param code the name of a {@link RefusalCode}
 * @param field dotted path of the input field it is about, such as "input.amount"
 */
public record Refusal(
        String code,
        String message,
        @Nullable String field,
        @Nullable Integer retryAfterSeconds) {

    public static Refusal of(RefusalCode code, String message) {
        return new Refusal(code.name(), message, null, null);
    }

    public static Refusal of(RefusalCode code, String message, String field) {
        return new Refusal(code.name(), message, field, null);
    }

    public static Refusal retryAfter(RefusalCode code, String message, int seconds) {
        return new Refusal(code.name(), message, null, seconds);
    }
}
