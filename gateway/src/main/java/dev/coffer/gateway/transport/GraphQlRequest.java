package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonObject;
import org.jspecify.annotations.Nullable;

/** A GraphQL over HTTP request. @param operationName null when the client named none */
record GraphQlRequest(String query, @Nullable String operationName, JsonObject variables) {}
