package dev.coffer.core.events;

/** What becomes of a key's later events when one of its events went to the dead letters. */
public enum KeyPolicy {
    /** They are handled as if nothing had happened. For effects that do not build on each other. */
    PASS,
    /** They follow it to the dead letters, in order, until it is retried or discarded. For effects that build on each other. */
    WAIT
}
