package dev.coffer.core.identity;

import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocations that an issuer publishes, asked for twice a second and more: what it revokes counts no more here within
 * {@link #PAUSE} and the time of one request. While the issuer is away, what is known goes on counting. An issuer that answers
 * 404 revokes nothing, and is asked again every {@link #PAUSE_WITHOUT} only.
 */
public final class HttpRevocations implements Revocations, AutoCloseable {

    static final Duration PAUSE = Duration.ofMillis(400);
    static final Duration PAUSE_WITHOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** An issuer that starts together with us may take that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_BYTES = 32 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(HttpRevocations.class);

    private final URI address;
    private final Clock clock;
    private final HttpClient client;
    private final RevocationList known = new RevocationList();
    private final ScheduledExecutorService asking;
    private final Instant startedAt;
    private volatile @Nullable Instant readAt;
    private @Nullable Instant asOf;
    private Instant notBefore = Instant.MIN;
    private boolean isLost;

    private HttpRevocations(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        this.startedAt = clock.instant();
        this.asking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("revocations").factory());
    }

    /** Begins to ask at once, and until it is closed. */
    public static HttpRevocations follow(URI address, Clock clock) {
        HttpRevocations started = new HttpRevocations(address, clock);
        var _ = started.asking.scheduleWithFixedDelay(started::ask, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    @Override
    public @Nullable Reason find(Verified token) {
        return known.find(token);
    }

    /** How old what is known here may be; since the start where nothing was read yet. */
    public Duration age() {
        Instant read = readAt;
        return Duration.between(read == null ? startedAt : read, clock.instant());
    }

    private void ask() {
        try {
            Instant now = clock.instant();
            if (!now.isBefore(notBefore)) {
                known.forgetUntil(now);
                read(now);
            }
        } catch (IOException | IllegalArgumentException failed) {
            lost(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            // Thrown out of here it would end the asking for good.
            LOG.error("A bug while revocations are read", bug);
        }
    }

    private void read(Instant now) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(query()).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> take(body, now);
                case 404 -> notBefore = now.plus(PAUSE_WITHOUT);
                default -> throw new IOException("HTTP " + response.statusCode());
            }
        }
        found(now);
    }

    private URI query() {
        Instant before = asOf;
        return before == null ? address : URI.create(address + "?since=" + before.toEpochMilli());
    }

    private void take(InputStream body, Instant now) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        RevocationPage page = RevocationPage.parse(new String(bytes, StandardCharsets.UTF_8));
        known.addAll(page.revoked());
        asOf = page.asOf();
    }

    private void found(Instant now) {
        readAt = now;
        if (isLost) {
            isLost = false;
            LOG.info("The revocations at {} are followed again", address);
        }
    }

    private void lost(Exception failed) {
        if (!isLost && age().compareTo(PATIENCE) > 0) {
            isLost = true;
            LOG.warn(
                    "The revocations at {} cannot be read: what is revoked from now on counts here until it expires ({})",
                    address,
                    failed.toString());
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
        client.close();
    }
}
