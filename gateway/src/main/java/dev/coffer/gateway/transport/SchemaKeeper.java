package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.Supergraph;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the runtime up to date with its schema source. A bad new schema never replaces a good one: it is logged with all
 * its errors, counted, and the gateway goes on with what it has.
 */
final class SchemaKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaKeeper.class);
    /** Between two looks while the gateway waits for its first schema. */
    private static final Duration START_PACE = Duration.ofMillis(250);
    /** Between two lines that say what a starting gateway waits for. */
    private static final Duration PROGRESS_PACE = Duration.ofSeconds(3);

    private final SchemaReader reader;
    private final BiFunction<Supergraph, @Nullable Runtime, Runtime> builder;
    private final GatewayMetrics metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Runtime current;
    private volatile String missing = "the first look at the schema";

    /** @param builder makes a runtime of a supergraph and the runtime before it, null at first */
    SchemaKeeper(
            SchemaReader reader, BiFunction<Supergraph, @Nullable Runtime, Runtime> builder, GatewayMetrics metrics) {
        this.reader = reader;
        this.builder = builder;
        this.metrics = metrics;
    }

    @Nullable
    Runtime current() {
        return current;
    }

    /** What a gateway that is not ready waits for; empty when it is ready. */
    String missing() {
        return current == null ? missing : "";
    }

    /** Looks until there is a good schema. @throws StartFailed saying what is missing or wrong, when {@code patience} ends */
    void awaitFirst(Duration patience) throws InterruptedException {
        long begun = System.nanoTime();
        long told = begun;
        while (true) {
            look();
            long now = System.nanoTime();
            if (current != null) {
                return;
            }
            if (now - begun > patience.toNanos()) {
                throw new StartFailed("The gateway has no schema after " + patience.toSeconds() + " s: " + missing);
            }
            if (now - told > PROGRESS_PACE.toNanos()) {
                told = now;
                LOG.info("waiting, {} s so far: {}", TimeUnit.NANOSECONDS.toSeconds(now - begun), missing);
            }
            if (closed.await(START_PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartFailed("The gateway was stopped before it had a schema: " + missing);
            }
        }
    }

    /** Goes on looking, on a thread of its own, until closed. */
    void watch(Duration pace) {
        Thread.ofVirtual().name("gateway-schema").start(() -> {
            try {
                while (!closed.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void look() throws InterruptedException {
        try {
            switch (reader.look()) {
                case SchemaLook.Unchanged() -> {}
                case SchemaLook.Incomplete incomplete -> missing = incomplete.missing();
                case SchemaLook.Broken broken -> refuse(String.join("\n  ", broken.errors()));
                case SchemaLook.Fresh fresh -> replace(fresh.supergraph());
            }
        } catch (RuntimeException e) {
            LOG.error("a look at the schema failed", e);
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String errors) {
        missing = "the schema is refused:\n  " + errors;
        metrics.reloaded(false);
        LOG.error("{}, {}", current == null ? "no schema to start with" : "keeping the schema as it is", missing);
    }

    private void replace(Supergraph supergraph) {
        Runtime before = current;
        current = builder.apply(supergraph, before);
        metrics.reloaded(true);
        LOG.info(
                "{} schema of {} subgraphs and {} types",
                before == null ? "serving the" : "now serving a new",
                supergraph.subgraphs().size(),
                supergraph.types().size());
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
