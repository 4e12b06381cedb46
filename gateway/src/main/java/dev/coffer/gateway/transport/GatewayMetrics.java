package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.ByteBudget;
import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.FetchObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of the gateway: figures at {@code /metrics}, failed calls of subgraphs in the log. */
final class GatewayMetrics implements FetchObserver {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayMetrics.class);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> lookups = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Counter begun = registry.counter("coffer.gateway.subscriptions.begun");
    private final Counter invalid = registry.counter("coffer.gateway.answers.invalid");
    private final Counter delivered = registry.counter("coffer.gateway.subscriptions.events");
    private final Map<EventSink.Ending, Counter> ended = new EnumMap<>(EventSink.Ending.class);

    GatewayMetrics() {
        for (EventSink.Ending ending : EventSink.Ending.values()) {
            ended.put(
                    ending,
                    registry.counter(
                            "coffer.gateway.subscriptions.ended",
                            "reason",
                            ending.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        Gauge.builder("coffer.gateway.requests.under.way", underWay, AtomicInteger::get)
                .register(registry);
    }

    String text() {
        return registry.scrape();
    }

    /** Requests that came and are not answered yet. */
    AtomicInteger underWay() {
        return underWay;
    }

    /** @param outcome ok, partial (with errors), refused, failed, abandoned, streaming (a subscription began) */
    void answered(String outcome, Duration took) {
        timer("coffer.gateway.requests", "outcome", outcome).record(took);
    }

    void reloaded(boolean isGood) {
        Counter.builder("coffer.gateway.schema.reloads")
                .tag("result", isGood ? "applied" : "refused")
                .register(registry)
                .increment();
    }

    void documentsReloaded(boolean isGood) {
        Counter.builder("coffer.gateway.documents.reloads")
                .tag("result", isGood ? "applied" : "refused")
                .register(registry)
                .increment();
    }

    /** @param how trusted (listed by the operators), learned (by its hash), sent (in full), missing (no document) */
    void lookedUp(String how) {
        lookups.computeIfAbsent(how, key -> registry.counter("coffer.gateway.documents", "found", key))
                .increment();
    }

    /** @param open subscriptions @param connections sockets and streams that carry several operations */
    void watchSubscriptions(AtomicInteger open, AtomicInteger connections) {
        Gauge.builder("coffer.gateway.subscriptions.open", open, AtomicInteger::get)
                .register(registry);
        Gauge.builder("coffer.gateway.connections.open", connections, AtomicInteger::get)
                .register(registry);
    }

    /** What the process holds of requests that are being read, and of subgraphs' answers. */
    void watchHeld(ByteBudget requests, ByteBudget answers) {
        Gauge.builder("coffer.gateway.held.bytes", requests, ByteBudget::held)
                .tag("of", "requests")
                .register(registry);
        Gauge.builder("coffer.gateway.held.bytes", answers, ByteBudget::held)
                .tag("of", "answers")
                .register(registry);
    }

    void subscribed() {
        begun.increment();
    }

    /** An event was given to a client. */
    void delivered() {
        delivered.increment();
    }

    void unsubscribed(EventSink.Ending ending) {
        Objects.requireNonNull(ended.get(ending)).increment();
    }

    @Override
    public void called(String subgraph, String correlationId, Duration took, @Nullable String failure) {
        timer("coffer.gateway.fetches." + (failure == null ? "answered" : "failed"), "subgraph", subgraph)
                .record(took);
        if (failure != null) {
            LOG.warn(
                    "subgraph {} failed after {} ms: {} (correlation id {})",
                    subgraph,
                    took.toMillis(),
                    failure,
                    correlationId);
        }
    }

    @Override
    public void invalid(String correlationId, String place) {
        invalid.increment();
        LOG.warn(
                "a subgraph gave a value at {} that the schema does not allow (correlation id {})",
                place,
                correlationId);
    }

    private Timer timer(String name, String tag, String value) {
        return timers.computeIfAbsent(
                name + '/' + value, key -> Timer.builder(name).tag(tag, value).register(registry));
    }
}
