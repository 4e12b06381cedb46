package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.testkit.SmallService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Automatic persisted queries as Apollo's clients use them, and the limit on aliases, over HTTP. */
class KnownDocumentsTest {

    private static final int MOST_ALIASES = 5;
    private static final int MOST_FIELDS = 12;
    private static final int CACHED = 2_000;

    private static SmallService service;

    @BeforeAll
    static void start() {
        service = SmallService.start(
                SampleApplication.class,
                "sample",
                Map.of(
                        "coffer.graphql.max-aliases",
                        MOST_ALIASES,
                        "coffer.graphql.max-depth",
                        2,
                        "coffer.graphql.max-fields",
                        MOST_FIELDS,
                        "coffer.graphql.cached-characters",
                        CACHED));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode ask(@Nullable String text, Object extension) {
        Map<String, Object> request = new HashMap<>();
        if (text != null) {
            request.put("query", text);
        }
        request.put("extensions", Map.of("persistedQuery", extension));
        return service.post(request);
    }

    private static Map<String, Object> hashed(String hash) {
        return Map.of("version", 1, "sha256Hash", hash);
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }

    @Test
    void a_hash_is_not_found_until_its_document_was_sent_with_it_once() {
        String text = "query First { hello }";
        JsonNode unknown = ask(null, hashed(sha256(text)));
        assertThat(code(unknown)).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(unknown.at("/errors/0/message").asString()).isEqualTo("PersistedQueryNotFound");
        assertThat(unknown.at("/errors/0/extensions/classification").asString()).isEqualTo("BAD_REQUEST");

        assertThat(ask(text, hashed(sha256(text))).at("/data/hello").asString()).isEqualTo("hello");

        assertThat(ask(null, hashed(sha256(text))).at("/data/hello").asString()).isEqualTo("hello");
        assertThat(ask("", hashed(sha256(text).toUpperCase(Locale.ROOT)))
                        .at("/data/hello")
                        .asString())
                .isEqualTo("hello");
    }

    @Test
    void a_document_that_was_sent_without_its_hash_is_not_found_by_it() {
        String text = "query Plain { hello }";
        service.ask(text);
        assertThat(code(ask(null, hashed(sha256(text))))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void a_hash_of_another_document_is_refused_whether_it_is_known_or_not_and_changes_nothing() {
        String known = "query Known { hello }";
        String other = "query Other { parcelsOf(userId: \"ann\") { id } }";
        ask(known, hashed(sha256(known)));

        assertThat(code(ask(other, hashed(sha256(known))))).isEqualTo("PERSISTED_QUERY_INVALID");
        assertThat(code(ask(known, hashed(sha256(other))))).isEqualTo("PERSISTED_QUERY_INVALID");

        assertThat(ask(null, hashed(sha256(known))).at("/data/hello").asString())
                .isEqualTo("hello");
        assertThat(code(ask(null, hashed(sha256(other))))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void an_extension_that_is_none_is_refused_with_a_sentence() {
        String text = "query Odd { hello }";
        for (Object odd : new Object[] {
            Map.of(),
            Map.of("sha256Hash", sha256(text)),
            Map.of("version", 2, "sha256Hash", sha256(text)),
            Map.of("version", 1, "sha256Hash", 7),
            Map.of("version", 1, "sha256Hash", "0123"),
            Map.of("version", 1, "sha256Hash", sha256(text) + "0"),
            "text",
            1
        }) {
            JsonNode answer = ask(text, odd);
            assertThat(code(answer)).as("%s: %s", odd, answer).isEqualTo("PERSISTED_QUERY_INVALID");
            assertThat(answer.at("/errors/0/message").asString()).contains("SHA-256");
        }
    }

    @Test
    void a_document_that_is_wrong_is_not_kept() {
        String wrong = "query Wrong { nosuchfield }";
        assertThat(code(ask(wrong, hashed(sha256(wrong))))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(code(ask(null, hashed(sha256(wrong))))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void a_permission_holds_for_a_document_that_is_known_by_its_hash() {
        String text = "query Mine { parcel(id: \"ann\") { id } }";
        assertThat(code(ask(text, hashed(sha256(text))))).isEqualTo("UNAUTHENTICATED");
        assertThat(code(ask(null, hashed(sha256(text))))).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void what_is_kept_is_bounded_by_its_length() {
        String first = "query Kept { hello }";
        ask(first, hashed(sha256(first)));
        for (int i = 0; i < 50; i++) {
            String filler = "query Filler" + i + " { hello } #" + "x".repeat(CACHED / 10);
            ask(filler, hashed(sha256(filler)));
        }
        int found = 0;
        for (int i = 0; i < 50; i++) {
            String filler = "query Filler" + i + " { hello } #" + "x".repeat(CACHED / 10);
            found += code(ask(null, hashed(sha256(filler)))).isEmpty() ? 1 : 0;
        }
        // Evicted soon after it is added, by another thread.
        assertThat(found).isBetween(1, 20);
    }

    @Test
    void more_aliases_than_allowed_are_refused_wherever_they_stand() {
        assertThat(code(service.ask("{ " + aliases(MOST_ALIASES) + "}"))).isEmpty();
        JsonNode refused = service.ask("{ " + aliases(MOST_ALIASES + 1) + "}");
        assertThat(code(refused)).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(refused.at("/errors/0/message").asString()).isEqualTo("The document has 6 aliases; 5 are answered.");
        assertThat(code(service.ask(
                        "{ ...F ... on Query { x: hello } } fragment F on Query { " + aliases(MOST_ALIASES) + "}")))
                .isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(code(service.ask("query Aliased { hello: hello again: hello }")))
                .isEmpty();
    }

    @Test
    void too_many_aliases_stay_refused_when_the_document_comes_again_or_by_its_hash() {
        String text = "query Again { " + aliases(MOST_ALIASES + 1) + "}";
        assertThat(code(ask(text, hashed(sha256(text))))).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(code(service.ask(text))).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(code(ask(null, hashed(sha256(text))))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void what_is_too_deep_is_refused() {
        assertThat(code(service.ask("{ parcelsOf(userId: \"ann\") { id } }"))).isEqualTo("UNAUTHENTICATED");

        JsonNode refused = service.ask("{ parcelsOf(userId: \"ann\") { worth { amount } } }");

        assertThat(code(refused)).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(refused.at("/errors/0/message").asString())
                .isEqualTo("The document is 3 levels deep; 2 are answered.");
    }

    @Test
    void more_fields_than_allowed_are_refused_also_where_they_would_be_skipped() {
        assertThat(code(service.ask("{ " + "hello ".repeat(MOST_FIELDS) + "}"))).isEmpty();

        JsonNode refused = service.ask("{ hello @skip(if: true) " + "hello ".repeat(MOST_FIELDS) + "}");

        assertThat(code(refused)).isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
        assertThat(refused.at("/errors/0/message").asString())
                .isEqualTo("The document has 13 fields, fragments expanded; 12 are answered.");
    }

    private static String aliases(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("a").append(i).append(": hello ");
        }
        return text.toString();
    }
}
