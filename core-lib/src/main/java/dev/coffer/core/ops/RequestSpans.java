package dev.coffer.core.ops;

import dev.coffer.core.trace.LogContext;
import dev.coffer.core.trace.Spanned;
import dev.coffer.core.trace.TraceContext;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a span under its caller's and counts it by path and status. Health and metrics are asked for so often that
 * they get neither.
 */
final class RequestSpans extends OncePerRequestFilter {

    private static final Set<String> UNWATCHED = Set.of("/health/live", "/health/ready", "/metrics");

    /** Paths are made by strangers: beyond these, and for all that is not found, there is one name. */
    private static final int MOST_PATHS = 50;

    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final String service;
    private final Traces traces;
    private final MeterRegistry meters;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

    RequestSpans(String service, Traces traces, MeterRegistry meters) {
        this.service = service;
        this.traces = traces;
        this.meters = meters;
        paths.add("/graphql");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNWATCHED.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Watched watched =
                new Watched(traces.server(name(request), request.getHeader(TraceContext.HEADER)), System.nanoTime());
        boolean isAnswered = false;
        try (Spanned.Active active = watched.span().activate()) {
            LogContext.put(LogContext.SERVICE, service);
            chain.doFilter(request, response);
            isAnswered = true;
        } finally {
            if (isAnswered && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new End(watched, request));
            } else {
                end(watched, request, isAnswered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private String name(HttpServletRequest request) {
        String path = request.getRequestURI();
        return paths.contains(path) ? method(request) + ' ' + path : method(request);
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
    }

    private record Watched(Spanned span, long begunNanos) {}

    private void end(Watched watched, HttpServletRequest request, int status) {
        watched.span().tag("http.response.status_code", status);
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            watched.span().failed("status " + status);
        }
        watched.span().end();
        timer(method(request), path(request, status), status)
                .record(Duration.ofNanos(System.nanoTime() - watched.begunNanos()));
    }

    private String path(HttpServletRequest request, int status) {
        String path = request.getRequestURI();
        if (paths.contains(path)) {
            return path;
        }
        if (status == HttpServletResponse.SC_NOT_FOUND || paths.size() >= MOST_PATHS) {
            return OTHER;
        }
        paths.add(path);
        return path;
    }

    private Timer timer(String method, String path, int status) {
        return timers.computeIfAbsent(
                method + ' ' + path + ' ' + status,
                key -> Timer.builder("http.server.requests")
                        .description("requests answered, without those for health and metrics")
                        .tags("method", method, "path", path, "status", String.valueOf(status))
                        .serviceLevelObjectives(BOUNDS)
                        .register(meters));
    }

    /** An answer that another thread completes. */
    private final class End implements AsyncListener {

        private final Watched watched;
        private final HttpServletRequest request;

        private End(Watched watched, HttpServletRequest request) {
            this.watched = watched;
            this.request = request;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end(watched, request, ((HttpServletResponse) event.getSuppliedResponse()).getStatus());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            watched.span().failed("timeout");
        }

        @Override
        public void onError(AsyncEvent event) {
            watched.span().failed(event.getThrowable().getClass().getSimpleName());
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
