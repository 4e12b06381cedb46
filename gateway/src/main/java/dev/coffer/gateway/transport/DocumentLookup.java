package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From what a request says of its document to the document's text. Documents that clients have had remembered live in this process
 * only: another gateway answers {@code PERSISTED_QUERY_NOT_FOUND}, and the client sends the text once more.
 */
final class DocumentLookup {
    /** What an entry weighs besides its text. */
    private static final int ENTRY_BYTES = 256;

    private final DocumentOptions options;
    private final Supplier<TrustedDocuments> trusted;
    private final GatewayMetrics metrics;
    private final Cache<String, String> learned;

    /** A document's text, or why there is none. */
    sealed interface Found {}

    /** @param hash remember the text by it, once it has shown to be valid; null where nothing is to be remembered */
    record Text(String text, @Nullable String hash) implements Found {}

    record Missing(GraphQlError error) implements Found {}

    DocumentLookup(DocumentOptions options, Supplier<TrustedDocuments> trusted, GatewayMetrics metrics) {
        this.options = options;
        this.trusted = trusted;
        this.metrics = metrics;
        this.learned = Caffeine.newBuilder()
                .maximumWeight(options.learnedBytes())
                .<String, String>weigher((hash, text) -> ENTRY_BYTES + 2 * text.length())
                .build();
    }

    Found find(GraphQlRequest request) {
        String text = request.query();
        DocumentId id = request.documentId();
        if (id == null) {
            return sent(Objects.requireNonNull(text), null);
        }
        if (text == null) {
            return named(id);
        }
        if (!id.isHash()) {
            return text.equals(trusted.get().find(id)) ? sent(text, null) : mismatch("listed under that identifier");
        }
        return DocumentHash.of(text).equals(id.value()) ? sent(text, id.value()) : mismatch("that has this hash");
    }

    private Found named(DocumentId id) {
        String listed = trusted.get().find(id);
        if (listed != null) {
            return counted("trusted", new Text(listed, null));
        }
        if (options.onlyTrusted()) {
            return untrusted();
        }
        if (!id.isHash()) {
            return missing(
                    GatewayError.PERSISTED_QUERY_NOT_FOUND,
                    "No document is listed as " + id.value() + "; send its text as \"query\".");
        }
        if (!options.isLearning()) {
            return missing(GatewayError.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported");
        }
        String text = learned.getIfPresent(id.value());
        return text == null
                ? missing(GatewayError.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
                : counted("learned", new Text(text, null));
    }

    private Found sent(String text, @Nullable String hash) {
        if (trusted.get().contains(text)) {
            return counted("trusted", new Text(text, null));
        }
        return options.onlyTrusted()
                ? untrusted()
                : counted("sent", new Text(text, options.isLearning() ? hash : null));
    }

    /** Remembers a valid document. */
    void learn(String hash, String text) {
        learned.put(hash, text);
    }

    private Found untrusted() {
        return missing(
                GatewayError.DOCUMENT_NOT_TRUSTED,
                "This gateway serves the documents that its operators have listed, and this is none of them.");
    }

    private Found mismatch(String which) {
        return missing(
                GatewayError.PERSISTED_QUERY_INVALID,
                "The document that was sent is not the one " + which
                        + ". Send one of the two, or both of one document.");
    }

    private Found missing(GatewayError code, String message) {
        return counted("missing", new Missing(GraphQlError.of(code, message)));
    }

    private Found counted(String how, Found found) {
        metrics.lookedUp(how);
        return found;
    }
}
