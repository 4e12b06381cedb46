package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.Json;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import dev.coffer.gateway.execute.JsonScanner;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads GraphQL requests from bodies and URLs. */
final class RequestReader {
    private RequestReader() {}

    static GraphQlRequest fromBody(byte[] body) throws RequestRefused {
        Json json;
        try {
            json = JsonScanner.read(body);
        } catch (InvalidJson e) {
            throw bad("The body is not JSON: " + e.getMessage() + ".");
        }
        if (!(json instanceof JsonObject object)) {
            throw bad("The body has to be one JSON object with a member \"query\"; batches are not served.");
        }
        return read(object);
    }

    static GraphQlRequest fromUrl(MultiMap parameters) throws RequestRefused {
        JsonObject object = new JsonObject();
        put(object, "query", parameters.get("query"));
        put(object, "documentId", parameters.get("documentId"));
        put(object, "operationName", parameters.get("operationName"));
        for (String name : new String[] {"variables", "extensions"}) {
            String text = parameters.get(name);
            if (text != null && !text.isEmpty()) {
                object.put(name, json(name, text));
            }
        }
        return read(object);
    }

    private static void put(JsonObject object, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            object.put(name, JsonScalar.ofText(text));
        }
    }

    private static Json json(String name, String text) throws RequestRefused {
        try {
            return JsonScanner.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw bad("The parameter \"" + name + "\" is not JSON: " + e.getMessage() + ".");
        }
    }

    /** @param object a request as the GraphQL over HTTP specification has it */
    static GraphQlRequest read(JsonObject object) throws RequestRefused {
        JsonObject extensions = object(object, "extensions");
        DocumentId documentId = DocumentId.of(object, extensions);
        String query = text(object, "query");
        if (query != null && query.isBlank()) {
            query = null;
        }
        if (query == null && documentId == null) {
            throw bad("The member \"query\" is missing; it holds the GraphQL document.");
        }
        return new GraphQlRequest(
                query, documentId, text(object, "operationName"), object(object, "variables"), extensions);
    }

    static @Nullable String text(JsonObject object, String name) throws RequestRefused {
        Json value = object.find(name);
        if (value == null || value.isNull()) {
            return null;
        }
        String text = object.findText(name);
        if (text == null) {
            throw bad("The member \"" + name + "\" has to be a string.");
        }
        return text;
    }

    private static JsonObject object(JsonObject object, String name) throws RequestRefused {
        Json value = object.find(name);
        if (value == null || value.isNull()) {
            return new JsonObject();
        }
        if (value instanceof JsonObject found) {
            return found;
        }
        throw bad("The member \"" + name + "\" has to be a JSON object.");
    }

    private static RequestRefused bad(String message) {
        return new RequestRefused(400, GatewayError.BAD_REQUEST, message);
    }
}
