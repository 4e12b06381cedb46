package dev.coffer.core.graphql;

import dev.coffer.core.errors.Classification;
import dev.coffer.core.errors.ErrorCode;

/** What can be wrong with a GraphQL document before any field is fetched. */
public enum DocumentError implements ErrorCode {
    GRAPHQL_PARSE_FAILED("The document is not GraphQL; the message names the line and column."),
    GRAPHQL_VALIDATION_FAILED(
            "The document or its variables do not fit the schema: an unknown field or argument, a missing or ill-typed value."),
    GRAPHQL_LIMIT_EXCEEDED(
            "The document is deeper or larger, or has more aliases, than the service answers; ask for less in one request."),
    PERSISTED_QUERY_NOT_FOUND(
            "The service does not know a document of this hash, or not any more; send the request again with the document,"
                    + " as Apollo's clients do by themselves."),
    PERSISTED_QUERY_INVALID(
            "The hash is not the document's SHA-256, or the extension is not {version: 1, sha256Hash: 64 hexadecimal"
                    + " digits}; nothing was executed or kept.");

    private final String meaning;

    DocumentError(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public Classification classification() {
        return Classification.BAD_REQUEST;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
