package dev.coffer.auth.password;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes {@link Argon2} hashes. Each computation holds 19 MiB or more, and a core, so only so many
 * run at once; the others wait a while and are then told to come back, instead of taking the memory of every other request. They
 * run on threads of their own: on the virtual threads of requests, as many as there are processors would keep every other
 * request, lane and saga of the process from moving, transactions under way included.
 */
public final class PasswordHashing implements AutoCloseable {

    /** What a check found. */
    public enum Match {
        NONE,
        CURRENT,
        /** The password is right, its hash was made with other parameters: store a new one. */
        OUTDATED
    }

    /**
     * @param concurrent computations at once
     * @param patience how long a caller waits for its turn before TOO_MANY_REQUESTS
     */
    public record Limits(int concurrent, Duration patience) {
        public Limits {
            if (concurrent < 1) {
                throw new IllegalArgumentException("coffer.auth.hashing.concurrent must be at least 1");
            }
            if (patience.isNegative()) {
                throw new IllegalArgumentException("coffer.auth.hashing.patience must not be negative");
            }
        }
    }

    /** A thread that had nothing to do for so long ends, and its memory with it. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Argon2 argon2;
    private final Limits limits;
    private final Semaphore turns;
    private final ExecutorService threads;
    private final PasswordHash decoy;

    PasswordHashing(HashCost cost, Limits limits) {
        this.argon2 = new Argon2(cost);
        this.limits = limits;
        this.turns = new Semaphore(limits.concurrent());
        this.threads = threads(limits.concurrent());
        this.decoy = new PasswordHash(argon2.encode("nobody has this password"));
    }

    private static ExecutorService threads(int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** @throws CodedException TOO_MANY_REQUESTS when no turn came in time */
    public PasswordHash hash(Password password) {
        return inTurn(() -> new PasswordHash(argon2.encode(password.reveal())));
    }

    /**
     * Compares with {@code stored}. Where nothing is stored, an unknown user, it does the same work and answers NONE.
     *
     * @throws CodedException TOO_MANY_REQUESTS when no turn came in time
     */
    public Match check(Password password, @Nullable PasswordHash stored) {
        String encoded = (stored == null ? decoy : stored).encoded();
        boolean isSame = inTurn(() -> argon2.matches(password.reveal(), encoded));
        if (!isSame || stored == null) {
            return Match.NONE;
        }
        return argon2.isOutdated(encoded) ? Match.OUTDATED : Match.CURRENT;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CodedException(
                        CommonError.TOO_MANY_REQUESTS, "Too many sign-ins at the moment; try again in a few seconds.");
            }
        } catch (InterruptedException stopping) {
            throw stopping(stopping);
        }
        try {
            return threads.submit(work::get).get();
        } catch (InterruptedException stopping) {
            throw stopping(stopping);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            turns.release();
        }
    }

    private static CodedException stopping(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new CodedException(CommonError.UNAVAILABLE, "The service is stopping; try again.", null, interrupted);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
