package dev.coffer.gateway.compose;

import org.jspecify.annotations.Nullable;

/** An argument or an input field as one subgraph declares it. */
record SubgraphInput(String name, TypeRef type, @Nullable String defaultValue, About about) {
    boolean isRequired() {
        return type.isNonNull() && defaultValue == null;
    }
}
