package dev.coffer.core.provision;

/** A Redis. Its address is {@code redis://host:port}, or {@code rediss://} for TLS. */
public sealed interface RedisServer extends StoreServer permits GivenRedis, LocalRedis {

    /** As {@link #restart()}, with all its data lost. */
    default void restartEmpty() {
        throw notOurs();
    }
}
