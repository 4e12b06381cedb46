package dev.coffer.core.graphql;

import java.time.Duration;

/**
 * What one request may ask of a subgraph. The gateway has limits of its own; these hold for whoever comes past it.
 *
 * @param maxDepth levels of nested fields, those that {@code @skip} leaves out too
 * @param maxFields fields of an operation, fragments expanded, those that {@code @skip} leaves out too
 * @param maxAliases fields of the document that are given another name, each fragment counted once
 * @param maxTokens lexical tokens of the document
 * @param maxCharacters length of the document
 * @param cachedCharacters of all documents that are kept parsed, and again of those that clients may name by hash
 * @param requestTime until the answer; it is less than the gateway waits, so that the gateway gets to see it
 */
public record GraphQlLimits(
        int maxDepth,
        int maxFields,
        int maxAliases,
        int maxTokens,
        int maxCharacters,
        int cachedCharacters,
        Duration requestTime) {

    /** Starting values: roomy for people, tight for floods. The gateway lets 200 aliases through and adds its own. */
    public static final GraphQlLimits DEFAULT =
            new GraphQlLimits(20, 1_000, 500, 10_000, 200_000, 4_000_000, Duration.ofSeconds(9));

    public GraphQlLimits {
        positive("max-depth", maxDepth);
        positive("max-fields", maxFields);
        positive("max-tokens", maxTokens);
        positive("max-characters", maxCharacters);
        positive("cached-characters", cachedCharacters);
        if (maxAliases < 0) {
            throw new IllegalArgumentException("coffer.graphql.max-aliases must not be negative: " + maxAliases);
        }
        if (!requestTime.isPositive()) {
            throw new IllegalArgumentException("coffer.graphql.request-time must be positive, not " + requestTime);
        }
    }

    private static void positive(String setting, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("coffer.graphql." + setting + " must be positive, not " + value);
        }
    }
}
