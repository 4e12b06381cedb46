package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL request.
 *
 * @param operationName null when the client named none
 * @param extensions what the client says beside it; empty when nothing
 */
record GraphQlRequest(String query, @Nullable String operationName, JsonObject variables, JsonObject extensions) {}
