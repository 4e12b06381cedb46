package dev.coffer.core.saga;

/** Told of every place where a crash would make a difference; the test kit crashes there. */
@FunctionalInterface
interface SagaProbe {

    SagaProbe NONE = point -> {};

    /** Where a worker is. */
    enum Point {
        BEFORE_TRANSACTION,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_CALL,
        AFTER_CALL
    }

    void at(Point point);
}
