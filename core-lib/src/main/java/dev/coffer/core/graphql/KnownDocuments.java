package dev.coffer.core.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphqlErrorBuilder;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.persisted.ApolloPersistedQuerySupport;
import graphql.execution.preparsed.persisted.PersistedQueryCache;
import graphql.execution.preparsed.persisted.PersistedQueryCacheMiss;
import graphql.execution.preparsed.persisted.PersistedQueryIdInvalid;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were parsed, validated and measured before, by their text and, for clients that send no more than a hash, by that: Apollo's
 * automatic persisted queries. What is wrong is not kept. Each process knows its own; a client whose hash is not known sends the text.
 */
final class KnownDocuments extends ApolloPersistedQuerySupport {

    private static final String EXTENSION = "persistedQuery";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final Cache<String, PreparsedDocumentEntry> byText;
    private final GraphQlLimits limits;

    KnownDocuments(GraphQlLimits limits) {
        super(new ByHash(limits.cachedCharacters()));
        this.byText = Caffeine.newBuilder()
                .maximumWeight(limits.cachedCharacters())
                .weigher((String text, PreparsedDocumentEntry entry) -> text.length())
                .build();
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        Object extension = input.getExtensions().get(EXTENSION);
        if (extension == null) {
            return CompletableFuture.completedFuture(byText(input, parse));
        }
        String hash = hash(extension);
        String text = input.getQuery();
        // The library looks at the text only where the hash is new to it.
        boolean isWrong = hash == null || (isGiven(text) && persistedQueryIdIsInvalid(hash, text));
        return isWrong
                ? CompletableFuture.completedFuture(
                        mkMissingError(new PersistedQueryIdInvalid(hash == null ? "" : hash)))
                : super.getDocumentAsync(input, given -> byText(given, parse));
    }

    private PreparsedDocumentEntry byText(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        PreparsedDocumentEntry known = byText.getIfPresent(input.getQuery());
        if (known != null) {
            return known;
        }
        PreparsedDocumentEntry parsed = parse.apply(input);
        if (parsed.hasErrors()) {
            return parsed;
        }
        String excess = DocumentSize.of(parsed.getDocument()).excess(limits);
        if (excess != null) {
            return new PreparsedDocumentEntry(GraphqlErrorBuilder.newError()
                    .errorType(ErrorType.ExecutionAborted)
                    .message(excess)
                    .build());
        }
        byText.put(input.getQuery(), parsed);
        return parsed;
    }

    /** The hash that the client gives, or null where the extension is not as the protocol has it. */
    private static @Nullable String hash(Object extension) {
        return extension instanceof Map<?, ?> map
                        && map.get("version") instanceof Number version
                        && version.doubleValue() == 1
                        && map.get("sha256Hash") instanceof String hash
                        && SHA_256.matcher(hash).matches()
                ? hash
                : null;
    }

    private static boolean isGiven(String text) {
        return !text.isBlank() && !text.equals(PERSISTED_QUERY_MARKER);
    }

    /** Bounded by the length of what was parsed. */
    private static final class ByHash implements PersistedQueryCache {

        private record Document(PreparsedDocumentEntry entry, int characters) {}

        private final Cache<String, Document> known;

        ByHash(int cachedCharacters) {
            known = Caffeine.newBuilder()
                    .maximumWeight(cachedCharacters)
                    .weigher((String hash, Document document) -> document.characters())
                    .build();
        }

        @Override
        public CompletableFuture<PreparsedDocumentEntry> getPersistedQueryDocumentAsync(
                Object id, ExecutionInput input, PersistedQueryCacheMiss onMiss) {
            String hash = id.toString().toLowerCase(Locale.ROOT);
            Document found = known.getIfPresent(hash);
            if (found != null) {
                return CompletableFuture.completedFuture(found.entry());
            }
            PreparsedDocumentEntry parsed = onMiss.apply(isGiven(input.getQuery()) ? input.getQuery() : "");
            if (!parsed.hasErrors()) {
                known.put(hash, new Document(parsed, input.getQuery().length()));
            }
            return CompletableFuture.completedFuture(parsed);
        }
    }
}
