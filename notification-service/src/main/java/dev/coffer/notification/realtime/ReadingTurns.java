package dev.coffer.notification.realtime;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets so many read at once, the others wait. Thousands of connections that hear of something at the same moment would otherwise wait for the
 * store's connections longer than that lets anybody wait, and keep everything else from the store meanwhile.
 */
final class ReadingTurns {

    private static final int AT_ONCE = 32;

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    <T> T take(Supplier<T> reading) {
        free.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            free.release();
        }
    }
}
