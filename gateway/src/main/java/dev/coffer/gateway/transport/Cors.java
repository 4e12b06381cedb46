package dev.coffer.gateway.transport;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets web pages of allowed origins read answers, as the Fetch standard has it. It tells browsers what a page may see and refuses
 * nobody itself: who is no browser writes any origin it likes. Requests that change something stay guarded by {@link EdgeHeaders}: a
 * page that is not allowed gets no leave to send the headers that those need.
 */
final class Cors {
    private static final String METHODS = "GET, POST, PUT, DELETE";
    /** What pages may send, beyond what they may send anyway. */
    private static final String HEADERS = "Accept, Authorization, Content-Type, X-Coffer-Client, X-Correlation-Id,"
            + " X-GraphQL-Event-Stream-Token, Apollo-Require-Preflight, Apollographql-Client-Name,"
            + " Apollographql-Client-Version, Traceparent";
    /** What pages may read, beyond what they may read anyway. */
    private static final String EXPOSED = "X-Correlation-Id, Retry-After";

    private static final String ORIGIN = "Origin";

    private final Set<String> allowed;
    private final boolean isForAny;
    private final boolean withCredentials;
    private final String maxAgeSeconds;

    Cors(CorsOptions options) {
        this.allowed = Set.copyOf(options.allowedOrigins());
        this.isForAny = allowed.contains(CorsOptions.ANY);
        this.withCredentials = options.credentials();
        this.maxAgeSeconds = Long.toString(options.maxAge().toSeconds());
    }

    /** Marks the answer for the page that asks, whatever the answer will be. True when the request was only for leave, and has its answer. */
    boolean answers(HttpServerRequest request) {
        if (allowed.isEmpty()) {
            return false;
        }
        HttpServerResponse response = request.response();
        List<String> origins = request.headers().getAll(ORIGIN);
        boolean isWelcome = origins.size() == 1 && isAllowed(origins.getFirst());
        if (isWelcome) {
            response.putHeader("access-control-allow-origin", isForAny ? CorsOptions.ANY : origins.getFirst());
            if (withCredentials) {
                response.putHeader("access-control-allow-credentials", "true");
            }
        }
        response.headers().add("vary", ORIGIN);
        boolean isPreflight = request.method() == HttpMethod.OPTIONS
                && !origins.isEmpty()
                && request.headers().contains("Access-Control-Request-Method");
        if (isPreflight) {
            preflight(response, isWelcome);
        } else if (isWelcome) {
            response.putHeader("access-control-expose-headers", EXPOSED);
        }
        return isPreflight;
    }

    private boolean isAllowed(String origin) {
        return isForAny ? !origin.equals("null") : allowed.contains(origin);
    }

    private void preflight(HttpServerResponse response, boolean isWelcome) {
        response.headers().add("vary", "Access-Control-Request-Method").add("vary", "Access-Control-Request-Headers");
        if (isWelcome) {
            response.setStatusCode(204)
                    .putHeader("access-control-allow-methods", METHODS)
                    .putHeader("access-control-allow-headers", HEADERS)
                    .putHeader("access-control-max-age", maxAgeSeconds)
                    .end();
        } else {
            response.setStatusCode(403)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end("Pages of this origin may not read from here; allowed are those of"
                            + " coffer.gateway.cors.allowed-origins.");
        }
    }
}
