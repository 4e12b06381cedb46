package dev.coffer.core.errors;

/**
 * What is wrong with one input field.
 *
 * @param field dotted path: "input.amount"
 * @param message what is wrong and what would be right; shown to the client
 */
public record FieldProblem(String field, String message) {}
