package dev.coffer.gateway.transport;

import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.gateway.execute.InvalidJson;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import dev.coffer.gateway.execute.JsonScanner;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks auth-service, by a token exchange of RFC 8693. */
public final class HttpKeyExchange implements KeyExchange {

    /** Where it is, seen from the issuer's keys. */
    public static final String PATH = "/api-keys/exchange";

    private static final Logger LOG = LoggerFactory.getLogger(HttpKeyExchange.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 32 << 10;
    private static final String FORM = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange")
            + "&subject_token_type=" + encoded("urn:coffer:params:oauth:token-type:api-key")
            + "&subject_token=";

    private final URI address;
    private final Clock clock;
    private final HttpClient client;

    public HttpKeyExchange(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    @Override
    public CompletableFuture<Outcome> exchange(ApiKeyText key) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FORM + encoded(key.value())))
                .build();
        return client.sendAsync(
                        request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES))
                .handle((response, failure) -> failure == null ? read(response) : lost(failure.toString()));
    }

    private Outcome read(HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> token(response.body());
            case 400, 401 -> new Outcome.Refused();
            default -> lost("HTTP " + response.statusCode());
        };
    }

    private Outcome token(byte[] body) {
        try {
            if (JsonScanner.read(body) instanceof JsonObject answer
                    && answer.findText("access_token") instanceof String token
                    && answer.find("expires_in") instanceof JsonScalar seconds
                    && seconds.isInteger()) {
                return new Outcome.Exchanged(token, clock.instant().plusSeconds(Long.parseLong(seconds.literal())));
            }
            return lost("an answer without access_token and expires_in");
        } catch (InvalidJson | NumberFormatException wrong) {
            return lost(wrong.toString());
        }
    }

    private Outcome lost(String why) {
        LOG.warn("API keys cannot be exchanged at {}: {}", address, why);
        return new Outcome.Unavailable();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
