package dev.coffer.gateway.transport;

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
import java.util.Map;
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
    private final AtomicInteger underWay = new AtomicInteger();

    GatewayMetrics() {
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

    /** @param outcome ok, partial (with errors), refused, failed */
    void answered(String outcome, Duration took) {
        timer("coffer.gateway.requests", "outcome", outcome).record(took);
    }

    void reloaded(boolean isGood) {
        Counter.builder("coffer.gateway.schema.reloads")
                .tag("result", isGood ? "applied" : "refused")
                .register(registry)
                .increment();
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

    private Timer timer(String name, String tag, String value) {
        return timers.computeIfAbsent(
                name + '/' + value, key -> Timer.builder(name).tag(tag, value).register(registry));
    }
}
