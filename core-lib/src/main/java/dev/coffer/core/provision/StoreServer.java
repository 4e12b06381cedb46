package dev.coffer.core.provision;

/** A store to work with: one that this process started, or one that the environment names. */
public sealed interface StoreServer permits MongoServer, RedisServer {

    /** The address that clients connect to. */
    String uri();

    /** Whether this process started it; only then do the other methods work. */
    default boolean isOurs() {
        return false;
    }

    /** Process id. @throws UnsupportedOperationException when it is not ours */
    default long pid() {
        throw notOurs();
    }

    /** Ends it as a crash would (SIGKILL), for fault tests. Returns when it is gone. */
    default void killHard() {
        throw notOurs();
    }

    /** Starts it again on the same port and data, ending it first if it runs. Returns when it serves. */
    default void restart() {
        throw notOurs();
    }

    /** What to throw where only a server of our own can do what is asked. */
    default UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(
                this + " was given by the environment: Coffer did not start it and cannot stop it");
    }
}
