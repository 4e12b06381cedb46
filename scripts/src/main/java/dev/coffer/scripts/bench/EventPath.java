package dev.coffer.scripts.bench;

import java.util.function.IntConsumer;

/** One way from a committed event to its effect, under measurement. Numbers of events rise from 0. */
interface EventPath extends AutoCloseable {

    /** Keys that the events are spread over. */
    int KEYS = 10_000;

    /** Makes an event about 600 bytes with its envelope. */
    String NOTE = "n".repeat(300);

    static String key(int number) {
        return "key-" + number % KEYS;
    }

    /** The number of an event among those of its key. */
    static long seq(int number) {
        return 1L + number / KEYS;
    }

    void startRelay();

    /** @param effected told the number of each event whose effect is committed, from any thread */
    void startConsumer(IntConsumer effected);

    void stopConsumer();

    /** Commits that many events in one transaction. */
    void produce(int first, int count);

    @Override
    void close();
}
