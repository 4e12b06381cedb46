package dev.coffer.core.events;

/** An event with the id that it has in its stream. */
record Relayed(StreamId id, EventEnvelope event) {}
