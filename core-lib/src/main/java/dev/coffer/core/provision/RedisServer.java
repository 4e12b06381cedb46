package dev.coffer.core.provision;

import dev.coffer.core.provision.install.HostEnvironment;

/** A Redis to work with: one that this process started, or one that the environment names. */
public sealed interface RedisServer permits GivenRedis, LocalRedis {
    /** {@code redis://host:port}, or {@code rediss://} for TLS. */
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

    /** Starts it again on the same port and data, ending it first if it runs. Returns when it answers. */
    default void restart() {
        throw notOurs();
    }

    /** As {@link #restart()}, with all its data lost. */
    default void restartEmpty() {
        throw notOurs();
    }

    private static UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(
                HostEnvironment.REDIS_URI + " names this Redis: Coffer did not start it and cannot stop it");
    }
}
