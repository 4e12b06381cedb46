package dev.coffer.auth.apikey;

import dev.coffer.auth.token.AccessToken;
import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api-keys/exchange}, a token exchange by RFC 8693 that takes API keys and nothing else. For the gateway; public, since
 * whoever has the key may use it. Answers 200 with an access token, 400 {@code invalid_request} for a key that counts for nothing, 503
 * while that cannot be told.
 *
 * <p>Metric: {@code coffer.auth.api.keys.exchanges} by outcome.
 */
@RestController
class HttpKeyExchange {

    static final String PATH = "/api-keys/exchange";
    static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String KEY_TYPE = "urn:coffer:params:oauth:token-type:api-key";
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
    private static final List<String> OUTCOMES = List.of("exchanged", "refused", "unavailable");

    private final ExchangeApiKey exchange;
    private final MeterRegistry meters;
    private final Clock clock;

    HttpKeyExchange(ExchangeApiKey exchange, MeterRegistry meters, Clock clock) {
        this.exchange = exchange;
        this.meters = meters;
        this.clock = clock;
        // So that each is there from the start, and its growth can be seen.
        OUTCOMES.forEach(this::count);
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> exchange(
            @RequestParam(name = "grant_type", required = false) @Nullable String grant,
            @RequestParam(name = "subject_token_type", required = false) @Nullable String type,
            @RequestParam(name = "subject_token", required = false) @Nullable String key) {
        if (!GRANT.equals(grant)) {
            return refused("unsupported_grant_type", "The grant_type has to be " + GRANT + ".");
        }
        if (!KEY_TYPE.equals(type) || key == null) {
            return refused("invalid_request", "Send an API key as subject_token, of the type " + KEY_TYPE + ".");
        }
        try {
            AccessToken token = exchange.exchange(key);
            return token == null ? refused("invalid_request", "The API key is unknown or not in force.") : given(token);
        } catch (RuntimeException failed) {
            if (!StoreFailures.isUnavailable(failed)) {
                throw failed;
            }
            return answer("unavailable", 503, Map.of("error", "temporarily_unavailable"));
        }
    }

    private ResponseEntity<Map<String, Object>> given(AccessToken token) {
        long seconds = Duration.between(clock.instant(), token.expiresAt()).toSeconds();
        return answer(
                "exchanged",
                200,
                Map.of(
                        "access_token",
                        token.value(),
                        "issued_token_type",
                        TOKEN_TYPE,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        Math.max(0, seconds)));
    }

    private ResponseEntity<Map<String, Object>> refused(String error, String description) {
        return answer("refused", 400, Map.of("error", error, "error_description", description));
    }

    private ResponseEntity<Map<String, Object>> answer(String outcome, int status, Map<String, Object> body) {
        count(outcome).increment();
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private Counter count(String outcome) {
        return meters.counter("coffer.auth.api.keys.exchanges", "outcome", outcome);
    }
}
