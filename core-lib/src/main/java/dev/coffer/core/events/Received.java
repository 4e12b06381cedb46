package dev.coffer.core.events;

/**
 * An event as a handler gets it.
 *
 * @param envelope who, when, in which order; its seq lets an effect refuse a repeat by itself
 * @param data the consumer's own record of what it reads; fields that it does not declare are ignored
 */
public record Received<T>(EventEnvelope envelope, T data) {

    /** Leaves the data out: it may be personal. */
    @Override
    public String toString() {
        return envelope.toString();
    }
}
