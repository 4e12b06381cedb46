package dev.coffer.gateway.compose;

import java.util.Set;

/** What every GraphQL schema has without saying so. */
final class BuiltIn {
    static final Set<String> SCALARS = Set.of("ID", "String", "Int", "Float", "Boolean");

    private BuiltIn() {}
}
