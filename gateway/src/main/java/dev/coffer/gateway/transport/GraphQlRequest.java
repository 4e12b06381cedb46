package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL request.
 *
 * @param query the document; null when it is only named
 * @param documentId the document's name; null when it is sent alone
 * @param operationName null when the client named none
 * @param extensions what the client says beside it; empty when nothing
 */
record GraphQlRequest(
        @Nullable String query,
        @Nullable DocumentId documentId,
        @Nullable String operationName,
        JsonObject variables,
        JsonObject extensions) {
    GraphQlRequest {
        if (query == null && documentId == null) {
            throw new IllegalArgumentException("a request needs a document or its name");
        }
    }
}
