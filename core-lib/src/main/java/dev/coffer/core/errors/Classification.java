package dev.coffer.core.errors;

/** What a client may do about an error. Travels as {@code extensions.classification}. */
public enum Classification {
    /** The request can never work as it is: change it. */
    BAD_REQUEST,
    /** No valid credentials came with the request: log in or refresh. */
    UNAUTHENTICATED,
    /** The caller may not do this. */
    PERMISSION_DENIED,
    /** There is no such thing, or none that the caller may see. */
    NOT_FOUND,
    /** The state of things speaks against it: look again before a retry. */
    CONFLICT,
    /** Too much at once: retry after a while. */
    RESOURCE_EXHAUSTED,
    /** Something that the answer needs is away. The only class that is worth an automatic retry. */
    UNAVAILABLE,
    /** A bug on our side; the correlation id finds it in the logs. */
    INTERNAL
}
