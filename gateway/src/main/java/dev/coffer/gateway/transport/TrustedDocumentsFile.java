package dev.coffer.gateway.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the trusted documents up to date with the file that lists them. A bad new list never replaces a good one: it is logged with all
 * that is wrong, counted, and the gateway goes on with what it has.
 */
final class TrustedDocumentsFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedDocumentsFile.class);
    /** Between two looks at the file. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final @Nullable Path file;
    private final GatewayMetrics metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable FileTime seen;
    private long seenBytes;
    private String objection = "";
    private volatile TrustedDocuments current = TrustedDocuments.NONE;

    private TrustedDocumentsFile(@Nullable Path file, GatewayMetrics metrics) {
        this.file = file;
        this.metrics = metrics;
    }

    /** @throws StartFailed saying what is wrong with the file */
    static TrustedDocumentsFile open(DocumentOptions options, GatewayMetrics metrics) {
        TrustedDocumentsFile opened = new TrustedDocumentsFile(options.trusted(), metrics);
        Path file = opened.file;
        if (file == null) {
            return opened;
        }
        try {
            opened.look(file);
        } catch (IOException | TrustedDocuments.InvalidList e) {
            throw new StartFailed("The trusted documents of " + file + " cannot be used: " + why(e), e);
        }
        if (options.watch()) {
            Thread.ofVirtual().name("gateway-documents").start(() -> opened.watch(file));
        }
        return opened;
    }

    TrustedDocuments current() {
        return current;
    }

    private void watch(Path watched) {
        try {
            while (!closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                lookAgain(watched);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain(Path watched) {
        try {
            look(watched);
            objection = "";
        } catch (IOException | TrustedDocuments.InvalidList | RuntimeException e) {
            String told = objection;
            objection = why(e);
            if (!objection.equals(told)) {
                metrics.documentsReloaded(false);
                LOG.error("keeping the trusted documents as they are; those of {} are refused: {}", watched, objection);
            }
        }
    }

    private void look(Path looked) throws IOException, TrustedDocuments.InvalidList {
        FileTime changed = Files.getLastModifiedTime(looked);
        long bytes = Files.size(looked);
        if (changed.equals(seen) && bytes == seenBytes) {
            return;
        }
        // Before it is read: a change that comes during that is seen at the next look.
        seen = changed;
        seenBytes = bytes;
        if (bytes > MAX_BYTES) {
            throw new IOException("it has " + bytes + " bytes, and " + MAX_BYTES + " is the most");
        }
        current = TrustedDocuments.read(Files.readAllBytes(looked));
        metrics.documentsReloaded(true);
        LOG.info("{} trusted documents of {}", current.size(), looked);
    }

    private static String why(Exception e) {
        return e instanceof TrustedDocuments.InvalidList ? String.valueOf(e.getMessage()) : e.toString();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
