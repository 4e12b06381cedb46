package dev.coffer.gateway.transport;

/** Looks at a schema source. May take its time; one thread at a time. */
@FunctionalInterface
interface SchemaReader {
    SchemaLook look() throws InterruptedException;
}
