package dev.coffer.core.errors;

/**
 * An expected no, answered as the {@code Refusal} member of a mutation's result. Implemented by enums only; documented in
 * {@code docs/reference/errors.md} beside the error codes.
 */
public interface RefusalCode {

    /** The code as clients see it, in UPPER_CASE. */
    String name();

    /** One sentence for the reference: when this happens and what to do. */
    String meaning();
}
