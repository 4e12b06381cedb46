package dev.coffer.core.cache;

/** Redis did not answer. Caught wherever it is asked; it has no stack, because while Redis is away it is thrown often. */
final class RedisAway extends Exception {

    private static final long serialVersionUID = 1L;

    static final RedisAway INSTANCE = new RedisAway();

    private RedisAway() {
        super("Redis is away", null, false, false);
    }
}
