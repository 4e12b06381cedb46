package dev.coffer.core.cache;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One load of one key that is under way in this process, for everybody who asked for the key since it began. */
final class Flight<V> {

    private final Thread pilot = Thread.currentThread();
    private final CompletableFuture<Kept<V>> end = new CompletableFuture<>();

    void land(Kept<V> found) {
        end.complete(found);
    }

    void fail(Throwable failure) {
        end.completeExceptionally(failure);
    }

    /**
     * What the load found, or what it threw.
     *
     * @throws CodedException UNAVAILABLE when it takes longer than the limit
     */
    Kept<V> join(Duration limit) {
        if (pilot == Thread.currentThread()) {
            throw new IllegalStateException("the load of a cached value asks the cache for that same value");
        }
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } catch (TimeoutException late) {
            throw new CodedException(CommonError.UNAVAILABLE, "Reading takes too long; try again.", null, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CodedException(CommonError.UNAVAILABLE, "Reading was interrupted.", null, interrupted);
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
