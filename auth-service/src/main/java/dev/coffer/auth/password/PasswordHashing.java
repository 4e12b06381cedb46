package dev.coffer.auth.password;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id as OWASP states it (19 MiB, two passes, one lane). Each computation holds 19 MiB and a core, so only so many
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
     * @param concurrent computations at once, 19 MiB each
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

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Limits limits;
    private final Semaphore turns;
    private final ExecutorService threads;
    private final PasswordHash decoy;

    PasswordHashing(Limits limits) {
        this.limits = limits;
        this.turns = new Semaphore(limits.concurrent());
        this.threads = Executors.newFixedThreadPool(
                limits.concurrent(),
                Thread.ofPlatform().daemon().name("argon2-", 0).factory());
        this.decoy = new PasswordHash(encode("nobody has this password"));
    }

    /** @throws CodedException TOO_MANY_REQUESTS when no turn came in time */
    public PasswordHash hash(Password password) {
        return inTurn(() -> new PasswordHash(encode(password.reveal())));
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
        return argon2.upgradeEncoding(encoded) ? Match.OUTDATED : Match.CURRENT;
    }

    private String encode(String text) {
        String encoded = argon2.encode(text);
        if (encoded == null) {
            throw new IllegalStateException("Argon2 gave nothing for a password");
        }
        return encoded;
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
