package dev.coffer.core.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys published at a JWKS address. Read when a key id is unknown, and again after {@link #MAX_AGE}; never more often
 * than once in {@link #MIN_REFRESH}, so that forged key ids cannot make us flood the issuer. While the issuer is away,
 * the keys read before go on counting.
 */
public final class HttpVerificationKeys implements VerificationKeys {

    static final Duration MIN_REFRESH = Duration.ofSeconds(2);
    static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 1 << 20;

    private final URI address;
    private final Clock clock;
    private final HttpClient client;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN, Instant.MIN);

    private record Snapshot(Map<String, OctetKeyPair> keys, Instant readAt, Instant triedAt) {}

    public HttpVerificationKeys(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    @Override
    public @Nullable OctetKeyPair find(String keyId) {
        Snapshot current = snapshot;
        OctetKeyPair key = current.keys.get(keyId);
        if (key != null && !isDue(current, MAX_AGE, current.readAt)) {
            return key;
        }
        if (isDue(current, MIN_REFRESH, current.triedAt)) {
            refresh(key != null);
        }
        return snapshot.keys.get(keyId);
    }

    private boolean isDue(Snapshot current, Duration age, Instant since) {
        return current.triedAt.equals(Instant.MIN) || since.plus(age).isBefore(clock.instant());
    }

    private synchronized void refresh(boolean hasKey) {
        Snapshot current = snapshot;
        if (!isDue(current, MIN_REFRESH, current.triedAt)) {
            return;
        }
        Instant now = clock.instant();
        try {
            snapshot = new Snapshot(read(), now, now);
        } catch (IOException | ParseException e) {
            boolean neverRead = current.readAt.equals(Instant.MIN);
            // A first failure is not counted as a try: the issuer may still be starting.
            snapshot = new Snapshot(current.keys, current.readAt, neverRead ? Instant.MIN : now);
            if (!hasKey) {
                throw new KeysUnavailable("The keys at " + address + " cannot be read", e);
            }
        }
    }

    private Map<String, OctetKeyPair> read() throws IOException, ParseException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("HTTP " + response.statusCode());
                }
                return parse(new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading keys", e);
        }
    }

    private static Map<String, OctetKeyPair> parse(String json) throws ParseException {
        Map<String, OctetKeyPair> keys = new HashMap<>();
        for (JWK jwk : JWKSet.parse(json).getKeys()) {
            if (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve()) && pair.getKeyID() != null) {
                keys.put(pair.getKeyID(), pair.toPublicJWK());
            }
        }
        return Map.copyOf(keys);
    }
}
