package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.Json;
import dev.coffer.gateway.execute.JsonArray;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScanner;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents that an operator's own clients send, as their build wrote them down. Immutable. */
final class TrustedDocuments {
    static final TrustedDocuments NONE = new TrustedDocuments();

    private static final String MANIFEST = "apollo-persisted-query-manifest";
    private static final String HASH_PREFIX = "sha256:";
    /** Faults that are named at once. */
    private static final int MAX_FAULTS = 20;

    private final Map<String, String> byIdentifier = new HashMap<>();
    private final Map<String, String> byHash = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Thrown with everything that is wrong with a list. */
    static final class InvalidList extends Exception {
        private InvalidList(List<String> faults) {
            super(String.join("\n  ", faults), null, false, false);
        }
    }

    private TrustedDocuments() {}

    /**
     * Reads either form in use: the manifest of Apollo's tools, or an object of identifiers with their texts, as Relay's compiler and
     * graphql-code-generator write it.
     */
    static TrustedDocuments read(byte[] json) throws InvalidList {
        TrustedDocuments read = new TrustedDocuments();
        List<String> faults = new ArrayList<>();
        try {
            if (!(JsonScanner.read(json) instanceof JsonObject object)) {
                throw new InvalidList(List.of("it has to be one JSON object"));
            }
            if (object.find("format") != null) {
                read.readManifest(object, faults);
            } else {
                object.keys().forEach(id -> read.add(id, object.findText(id), faults));
            }
        } catch (InvalidJson e) {
            throw new InvalidList(List.of("it is not JSON: " + e.getMessage()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidList(
                    faults.size() <= MAX_FAULTS
                            ? faults
                            : append(faults.subList(0, MAX_FAULTS), "and " + (faults.size() - MAX_FAULTS) + " more"));
        }
        return read;
    }

    private static List<String> append(List<String> some, String last) {
        List<String> all = new ArrayList<>(some);
        all.add(last);
        return all;
    }

    private void readManifest(JsonObject manifest, List<String> faults) {
        if (!MANIFEST.equals(manifest.findText("format"))) {
            faults.add("\"format\" has to be \"" + MANIFEST
                    + "\"; without it, the object is read as identifiers with texts");
        } else if (!(manifest.find("operations") instanceof JsonArray operations)) {
            faults.add("\"operations\" has to be a list");
        } else {
            for (int i = 0; i < operations.size(); i++) {
                Json entry = operations.get(i);
                String id = entry instanceof JsonObject operation ? operation.findText("id") : null;
                if (id == null || !(entry instanceof JsonObject operation)) {
                    faults.add("operations[" + i + "] has no \"id\"");
                } else {
                    add(id, operation.findText("body"), faults);
                }
            }
        }
    }

    private void add(String id, @Nullable String text, List<String> faults) {
        if (text == null || text.isBlank()) {
            faults.add(id + ": its text is missing");
            return;
        }
        String hash = DocumentHash.of(text);
        if (id.startsWith(HASH_PREFIX) && !id.equals(HASH_PREFIX + hash)) {
            faults.add(id + ": the hash of its text is " + hash);
            return;
        }
        String known = byIdentifier.get(id);
        if (known != null && !known.equals(text)) {
            faults.add(id + ": listed twice, with different texts");
            return;
        }
        String wrong = syntaxError(text);
        if (wrong != null) {
            faults.add(id + ": " + wrong);
            return;
        }
        byIdentifier.put(id, text);
        byHash.put(hash, text);
        texts.put(text, text);
    }

    private static @Nullable String syntaxError(String text) {
        try {
            Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .parserOptions(ParserOptions.getDefaultParserOptions())
                    .build());
            return null;
        } catch (InvalidSyntaxException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static TrustedDocuments read(String json) throws InvalidList {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @return its text; null when it is not listed */
    @Nullable
    String find(DocumentId id) {
        return id.isHash() ? byHash.get(id.value()) : byIdentifier.get(id.value());
    }

    boolean contains(String text) {
        return texts.containsKey(text);
    }

    int size() {
        return byIdentifier.size();
    }
}
