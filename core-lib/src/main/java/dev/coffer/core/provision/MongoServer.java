package dev.coffer.core.provision;

import dev.coffer.core.provision.install.HostEnvironment;

/** A MongoDB replica set to work with: one that this process started, or one that the environment names. */
public sealed interface MongoServer permits GivenMongo, LocalMongo {
    /** A connection string with which a driver finds the primary; names no database. */
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

    /** Starts it again on the same port and data, ending it first if it runs. Returns when it is primary. */
    default void restart() {
        throw notOurs();
    }

    private static UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(
                HostEnvironment.MONGODB_URI + " names this MongoDB: Coffer did not start it and cannot stop it");
    }
}
