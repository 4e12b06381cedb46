package dev.coffer.core.errors;

/**
 * A documented error. Implemented by enums only: the constant's name is what a client sees in {@code extensions.code}, and
 * {@code docs/reference/errors.md} is generated from them.
 */
public interface ErrorCode {

    /** The code as clients see it, in UPPER_CASE. */
    String name();

    Classification classification();

    /** One sentence for the reference: when this happens and what to do. */
    String meaning();
}
