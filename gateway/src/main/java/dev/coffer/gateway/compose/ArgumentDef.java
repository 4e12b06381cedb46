package dev.coffer.gateway.compose;

import org.jspecify.annotations.Nullable;

/** An argument of a field. @param defaultValue a GraphQL literal ({@code 10}, {@code "x"}, {@code {a: 1}}), null when there is none */
public record ArgumentDef(
        String name, TypeRef type, @Nullable String defaultValue, About about) {
    /** True when a caller must give it. */
    public boolean isRequired() {
        return type.isNonNull() && defaultValue == null;
    }
}
