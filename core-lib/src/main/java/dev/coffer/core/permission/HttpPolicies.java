package dev.coffer.core.permission;

import dev.coffer.access.CompiledPolicy;
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
 * The policies that an issuer tells its services, asked for twice a second and more: what changes is in force here within
 * {@link #PAUSE} and the time of one request. While the issuer is away, what is known stays in force; before it was ever reached
 * the built-in roles are, of no use to anybody since no token can be verified without its keys. An issuer that answers 404 has no
 * policies, and is asked again every {@link #PAUSE_WITHOUT} only.
 */
public final class HttpPolicies implements Policies, AutoCloseable {

    static final Duration PAUSE = Duration.ofMillis(400);
    static final Duration PAUSE_WITHOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** An issuer that starts together with us may take that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MAX_BYTES = 64 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(HttpPolicies.class);

    private final URI address;
    private final PolicyPass pass;
    private final Clock clock;
    private final HttpClient client;
    private final KnownPolicies known = new KnownPolicies();
    private final ScheduledExecutorService asking;
    private final Instant startedAt;
    private volatile @Nullable Instant readAt;
    private long revision;
    private Instant notBefore = Instant.MIN;
    private boolean isLost;

    private HttpPolicies(URI address, PolicyPass pass, Clock clock) {
        this.address = address;
        this.pass = pass;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        this.startedAt = clock.instant();
        this.asking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("policies").factory());
    }

    /** Asks once, so that a service which starts beside a running issuer begins with what is in force; then until it is closed. */
    public static HttpPolicies follow(URI address, PolicyPass pass, Clock clock) {
        HttpPolicies started = new HttpPolicies(address, pass, clock);
        started.ask();
        long pause = PAUSE.toMillis();
        var _ = started.asking.scheduleWithFixedDelay(started::ask, pause, pause, TimeUnit.MILLISECONDS);
        return started;
    }

    @Override
    public CompiledPolicy of(String tenantId) {
        return known.of(tenantId);
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
                read(now);
            }
        } catch (IOException | IllegalArgumentException failed) {
            lost(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            // Thrown out of here it would end the asking for good.
            LOG.error("A bug while policies are read", bug);
        }
    }

    private void read(Instant now) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(query()).timeout(TIMEOUT);
        if (!pass.header().isEmpty()) {
            request.header("Authorization", pass.header());
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> take(body);
                case 404 -> notBefore = now.plus(PAUSE_WITHOUT);
                default -> throw new IOException("HTTP " + response.statusCode());
            }
        }
        found(now);
    }

    private URI query() {
        return revision == 0 ? address : URI.create(address + "?since=" + revision);
    }

    /** The revision moves on once every policy of the page is in force: one that cannot be is asked for again and told of. */
    private void take(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        PolicyPage page = PolicyPage.parse(new String(bytes, StandardCharsets.UTF_8));
        page.policies().forEach(known::put);
        // A replica of the issuer may lag behind the one that was asked before.
        revision = Math.max(revision, page.revision());
    }

    private void found(Instant now) {
        readAt = now;
        if (isLost) {
            isLost = false;
            LOG.info("The policies at {} are followed again", address);
        }
    }

    private void lost(Exception failed) {
        if (!isLost && age().compareTo(PATIENCE) > 0) {
            isLost = true;
            LOG.warn(
                    "The policies at {} cannot be read: those known stay in force, and without any the built-in roles ({})",
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
