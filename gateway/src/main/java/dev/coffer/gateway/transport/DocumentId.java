package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a document that the client does not send, or sends to be remembered. Two forms are read: {@code documentId} of the GraphQL over
 * HTTP specification's appendix on persisted documents, and {@code extensions.persistedQuery} of Apollo's automatic persisted queries.
 *
 * @param value a SHA-256 of the document's text, 64 hexadecimal digits in lower case, where {@code isHash}; else whatever the list of
 *     trusted documents calls it
 */
record DocumentId(String value, boolean isHash) {
    private static final String HASH_PREFIX = "sha256:";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    /** The appendix' own alphabet, with a bound. */
    private static final Pattern CUSTOM = Pattern.compile("(x-[A-Za-z0-9._~-]+:)?[A-Za-z0-9._~-]+");

    private static final int MAX_CHARACTERS = 256;

    /** @return null where the request names none */
    static @Nullable DocumentId of(JsonObject request, JsonObject extensions) throws RequestRefused {
        DocumentId named = ofText(RequestReader.text(request, "documentId"));
        DocumentId apollos = ofExtension(extensions);
        if (named != null && apollos != null && !named.equals(apollos)) {
            throw bad("\"documentId\" and \"extensions.persistedQuery\" name different documents; send one of them.");
        }
        return named == null ? apollos : named;
    }

    private static @Nullable DocumentId ofText(@Nullable String text) throws RequestRefused {
        if (text == null) {
            return null;
        }
        if (text.startsWith(HASH_PREFIX)) {
            return ofHash(text.substring(HASH_PREFIX.length()), "documentId");
        }
        if (text.length() > MAX_CHARACTERS || !CUSTOM.matcher(text).matches()) {
            throw bad(
                    "\"documentId\" has to be \"sha256:\" with 64 hexadecimal digits in lower case, or an identifier of"
                            + " letters, digits and -._~ with at most " + MAX_CHARACTERS
                            + " characters, optionally after a prefix like \"x-app:\".");
        }
        return new DocumentId(text, false);
    }

    private static @Nullable DocumentId ofExtension(JsonObject extensions) throws RequestRefused {
        var persisted = extensions.find("persistedQuery");
        if (persisted == null || persisted.isNull()) {
            return null;
        }
        if (!(persisted instanceof JsonObject object)) {
            throw bad("\"extensions.persistedQuery\" has to be a JSON object.");
        }
        if (!(object.find("version") instanceof JsonScalar version) || !"1".equals(version.literal())) {
            throw bad("\"extensions.persistedQuery.version\" has to be 1; no other is known.");
        }
        String hash = RequestReader.text(object, "sha256Hash");
        if (hash == null) {
            throw bad("\"extensions.persistedQuery.sha256Hash\" is missing.");
        }
        return ofHash(hash, "extensions.persistedQuery.sha256Hash");
    }

    private static DocumentId ofHash(String hash, String where) throws RequestRefused {
        if (!HASH.matcher(hash).matches()) {
            throw bad("\"" + where + "\" has to hold a SHA-256 as 64 hexadecimal digits in lower case.");
        }
        return new DocumentId(hash, true);
    }

    private static RequestRefused bad(String message) {
        return new RequestRefused(400, GatewayError.PERSISTED_QUERY_INVALID, message);
    }
}
