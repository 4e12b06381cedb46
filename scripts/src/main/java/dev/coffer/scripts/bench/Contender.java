package dev.coffer.scripts.bench;

/** A way to carry orders out, as the benchmark sees it. */
interface Contender extends AutoCloseable {

    /**
     * Does it; when this returns, it is durable.
     *
     * @return the entries that were made of it: none for a look, and none where money was short
     * @throws IllegalStateException when it was refused for any other reason
     */
    int carryOut(Order order);

    @Override
    void close();
}
