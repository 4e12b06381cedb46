package dev.coffer.scripts.bench;

/** A way to make transfers, as the benchmark sees it. */
interface Contender extends AutoCloseable {

    /** Makes the transfer; when this returns, it is durable. @throws IllegalStateException when it was refused */
    void carryOut(Shape.Order order);

    @Override
    void close();
}
