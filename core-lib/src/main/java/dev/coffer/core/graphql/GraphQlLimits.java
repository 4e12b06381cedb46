package dev.coffer.core.graphql;

/**
 * What one document may ask of a subgraph. The gateway has limits of its own; these hold for whoever comes past it.
 *
 * @param maxDepth levels of nested fields
 * @param maxFields fields in the document, fragments expanded
 * @param maxTokens lexical tokens of the document
 * @param maxCharacters length of the document
 */
public record GraphQlLimits(int maxDepth, int maxFields, int maxTokens, int maxCharacters) {

    /** Starting values: roomy for people, tight for floods. */
    public static GraphQlLimits defaults() {
        return new GraphQlLimits(20, 1_000, 10_000, 200_000);
    }
}
