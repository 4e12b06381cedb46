package dev.coffer.core.provision.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Waits for a download into a folder: says how far it is when it takes long, and gives up when it stands still. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(90);
    private static final long MEBIBYTE = 1024 * 1024;

    private final String what;
    private final long expectedBytes;
    private final Consumer<String> banner;
    private final Duration every;
    private final Duration stallLimit;

    Progress(String what, long expectedBytes, Consumer<String> banner) {
        this(what, expectedBytes, banner, EVERY, STALL_LIMIT);
    }

    Progress(String what, long expectedBytes, Consumer<String> banner, Duration every, Duration stallLimit) {
        this.what = what;
        this.expectedBytes = expectedBytes;
        this.banner = banner;
        this.every = every;
        this.stallLimit = stallLimit;
    }

    /** The future's value. @param folder its growth is the progress */
    <T> T await(Future<T> download, Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long grewAt = start;
        long size = 0;
        while (true) {
            try {
                return download.get(every.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                throw new IOException(reason(failed), failed);
            } catch (TimeoutException notYet) {
                long now = System.nanoTime();
                long grown = size(folder);
                grewAt = grown > size ? now : grewAt;
                size = grown;
                Duration still = Duration.ofNanos(now - grewAt);
                if (still.compareTo(stallLimit) > 0
                        || Duration.ofNanos(now - start).compareTo(LIMIT) > 0) {
                    download.cancel(true);
                    throw new IOException("gave up: nothing came for " + still.toSeconds() + " s", notYet);
                }
                banner.accept("Downloading " + what + ": " + size / MEBIBYTE + " of about " + expectedBytes / MEBIBYTE
                        + " MiB, " + Duration.ofNanos(now - start).toSeconds() + " s");
            }
        }
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause == null) {
            return "failed";
        }
        String message = cause.getMessage();
        return message == null ? "failed with " + cause.getClass().getSimpleName() : message;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Progress::sizeOrZero).sum();
        } catch (java.io.UncheckedIOException vanished) {
            // pip renames and deletes while we look; the next look is two seconds away.
            return 0;
        }
    }

    private static long sizeOrZero(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException vanished) {
            return 0;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
