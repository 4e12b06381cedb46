package dev.coffer.notification.engine;

/** A request that waits for what is to be told. */
interface Poll {

    /** Answers it, once; a client that has gone will come back and say what it knows of. */
    void answer(String payload);
}
