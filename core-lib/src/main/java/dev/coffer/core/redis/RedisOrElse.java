package dev.coffer.core.redis;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Redis, and while it is away something of this process. Nobody waits for a Redis that is away but the one who tries it again, every
 * second.
 */
public final class RedisOrElse {

    private static final Logger LOG = LoggerFactory.getLogger(RedisOrElse.class);
    private static final Duration REST = Duration.ofSeconds(1);

    private final String what;
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicLong restUntilNanos = new AtomicLong(System.nanoTime());

    /**
     * @param what is asked for, for the log: "tries by network"
     * @param gauge its name; 1 while Redis is away
     */
    public RedisOrElse(String what, String gauge, MeterRegistry meters) {
        this.what = what;
        Gauge.builder(gauge, isAway, away -> away.get() ? 1 : 0)
                .description("1 while each process counts " + what + " for itself")
                .register(meters);
    }

    /** @param redis throws a {@link RedisException} where there is no answer in time */
    public <T> T ask(Supplier<T> redis, Supplier<T> own) {
        if (mayTry()) {
            try {
                T answer = redis.get();
                isBack();
                return answer;
            } catch (RedisException away) {
                rest(away);
            }
        }
        return own.get();
    }

    /** {@link #ask}, where there is nothing to answer. */
    public void run(Runnable redis, Runnable own) {
        ask(
                () -> {
                    redis.run();
                    return true;
                },
                () -> {
                    own.run();
                    return true;
                });
    }

    /** While it is away, one a second. */
    private boolean mayTry() {
        if (!isAway.get()) {
            return true;
        }
        long until = restUntilNanos.get();
        return System.nanoTime() - until >= 0 && restUntilNanos.compareAndSet(until, until());
    }

    private void isBack() {
        if (isAway.compareAndSet(true, false)) {
            LOG.info("Redis answers again; {} are counted there", what);
        }
    }

    private void rest(RedisException why) {
        restUntilNanos.set(until());
        if (isAway.compareAndSet(false, true)) {
            LOG.warn("Redis is away, each process counts {} for itself: {}", what, why.toString());
        }
    }

    private static long until() {
        return System.nanoTime() + REST.toNanos();
    }
}
