package dev.coffer.gateway.compose;

import java.util.List;

/**
 * One reason why the subgraphs do not compose.
 *
 * @param code the federation world's name for it
 * @param coordinate what it is about, such as {@code User.name}; empty when it is about a subgraph or the whole
 * @param subgraphs names of those concerned
 * @param message a sentence for the authors of the subgraphs
 */
public record CompositionError(Code code, String coordinate, List<String> subgraphs, String message) {
    public CompositionError {
        subgraphs = List.copyOf(subgraphs);
    }

    @Override
    public String toString() {
        return code + (coordinate.isEmpty() ? "" : " at " + coordinate) + ": " + message;
    }

    /** The well-known error codes of federation, and {@link #UNSUPPORTED_FEATURE} for what is refused rather than done wrong. */
    public enum Code {
        AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE,
        COST_APPLIED_TO_INTERFACE_FIELD,
        DEFAULT_VALUE_USES_INACCESSIBLE,
        EMPTY_MERGED_ENUM_TYPE,
        EMPTY_MERGED_INPUT_TYPE,
        ENUM_VALUE_MISMATCH,
        EXTENSION_WITH_NO_BASE,
        EXTERNAL_ARGUMENT_DEFAULT_MISMATCH,
        EXTERNAL_ARGUMENT_MISSING,
        EXTERNAL_ARGUMENT_TYPE_MISMATCH,
        EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE,
        EXTERNAL_MISSING_ON_BASE,
        EXTERNAL_ON_INTERFACE,
        EXTERNAL_TYPE_MISMATCH,
        EXTERNAL_UNUSED,
        FIELD_ARGUMENT_DEFAULT_MISMATCH,
        FIELD_ARGUMENT_TYPE_MISMATCH,
        FIELD_TYPE_MISMATCH,
        IMPLEMENTED_BY_INACCESSIBLE,
        INPUT_FIELD_DEFAULT_MISMATCH,
        INTERFACE_FIELD_NO_IMPLEM,
        INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE,
        INTERFACE_KEY_NOT_ON_IMPLEMENTATION,
        INTERFACE_OBJECT_USAGE_ERROR,
        INVALID_FIELD_SHARING,
        INVALID_GRAPHQL,
        INVALID_LINK_DIRECTIVE_USAGE,
        INVALID_SHAREABLE_USAGE,
        INVALID_SUBGRAPH_NAME,
        KEY_FIELDS_HAS_ARGS,
        KEY_FIELDS_SELECT_INVALID_TYPE,
        KEY_INVALID_FIELDS,
        KEY_INVALID_FIELDS_TYPE,
        KEY_UNSUPPORTED_ON_INTERFACE,
        LIST_SIZE_APPLIED_TO_NON_LIST,
        LIST_SIZE_INVALID_ASSUMED_SIZE,
        LIST_SIZE_INVALID_SIZED_FIELD,
        LIST_SIZE_INVALID_SLICING_ARGUMENT,
        MISSING_TRANSITIVE_AUTH_REQUIREMENTS,
        NO_QUERIES,
        ONLY_INACCESSIBLE_CHILDREN,
        OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE,
        OVERRIDE_FROM_SELF_ERROR,
        OVERRIDE_LABEL_INVALID,
        OVERRIDE_ON_INTERFACE,
        OVERRIDE_SOURCE_HAS_OVERRIDE,
        PROVIDES_FIELDS_HAS_ARGS,
        PROVIDES_FIELDS_MISSING_EXTERNAL,
        PROVIDES_INVALID_FIELDS,
        PROVIDES_INVALID_FIELDS_TYPE,
        PROVIDES_ON_NON_OBJECT_FIELD,
        PROVIDES_UNSUPPORTED_ON_INTERFACE,
        QUERY_ROOT_TYPE_INACCESSIBLE,
        REFERENCED_INACCESSIBLE,
        REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH,
        REQUIRED_INACCESSIBLE,
        REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH,
        REQUIRES_FIELDS_MISSING_EXTERNAL,
        REQUIRES_INVALID_FIELDS,
        REQUIRES_INVALID_FIELDS_TYPE,
        REQUIRES_UNSUPPORTED_ON_INTERFACE,
        ROOT_MUTATION_USED,
        ROOT_QUERY_USED,
        ROOT_SUBSCRIPTION_USED,
        SATISFIABILITY_ERROR,
        SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES,
        TYPE_KIND_MISMATCH,
        UNKNOWN_FEDERATION_LINK_VERSION,
        UNSUPPORTED_FEATURE
    }
}
