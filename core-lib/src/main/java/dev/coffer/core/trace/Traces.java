package dev.coffer.core.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans of one service. Without an exporter a span is a pair of ids and nothing more: trace ids are in the logs, and
 * travel on, at the cost of some hundred nanoseconds; OpenTelemetry's SDK is not even loaded.
 */
public final class Traces implements AutoCloseable {

    private static final Traces IDS_ONLY = new Traces(null, null);

    private final @Nullable Tracer tracer;
    private final @Nullable AutoCloseable exporter;

    private Traces(@Nullable Tracer tracer, @Nullable AutoCloseable exporter) {
        this.tracer = tracer;
        this.exporter = exporter;
    }

    /** Exports nothing. */
    public static Traces idsOnly() {
        return IDS_ONLY;
    }

    /**
     * Exports over OTLP/HTTP in the background; what the receiver does not take in time is dropped.
     *
     * @param service name of the emitter, "payment"
     * @param endpoint the receiver's base address: "http://collector:4318"
     * @param ratio share of traces that are exported, 0 to 1; the same traces in every service
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public static Traces exporting(String service, String endpoint, double ratio) {
        URI address;
        try {
            address = URI.create(endpoint);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("coffer.tracing.endpoint is no address: " + endpoint, malformed);
        }
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException(
                    "coffer.tracing.endpoint must look like http://collector:4318: " + endpoint);
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("coffer.tracing.ratio must be 0 to 1: " + ratio);
        }
        OtlpExport export = OtlpExport.open(service, address, ratio);
        return new Traces(export.tracer(), export);
    }

    /** The settings {@code coffer.tracing.endpoint} and {@code .ratio}. @param endpoint empty for none */
    public static Traces of(String service, String endpoint, double ratio) {
        return endpoint.isBlank() ? idsOnly() : exporting(service, endpoint, ratio);
    }

    public boolean isExporting() {
        return tracer != null;
    }

    /** Begins the handling of a request. @param traceparent as it came, null or malformed begins a trace */
    public Spanned server(String name, @Nullable String traceparent) {
        return begin(SpanKind.SERVER, name, traceparent);
    }

    /** Begins the handling of an event. @param traceparent as the event holds it */
    public Spanned consumer(String name, @Nullable String traceparent) {
        return begin(SpanKind.CONSUMER, name, traceparent);
    }

    /** Begins a call of another service. @param traceparent of the work that calls */
    public Spanned client(String name, @Nullable String traceparent) {
        return begin(SpanKind.CLIENT, name, traceparent);
    }

    /** Begins work that goes on by itself, such as a step of a saga. @param traceparent of the work that set it going */
    public Spanned internal(String name, @Nullable String traceparent) {
        return begin(SpanKind.INTERNAL, name, traceparent);
    }

    private Spanned begin(SpanKind kind, String name, @Nullable String traceparent) {
        SpanContext parent = TraceContext.parse(traceparent);
        if (tracer == null) {
            return new Spanned(Span.wrap(idsUnder(parent)));
        }
        SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind);
        if (parent.isValid()) {
            span.setParent(Context.root().with(Span.wrap(parent)));
        } else {
            span.setNoParent();
        }
        return new Spanned(span.startSpan());
    }

    private static SpanContext idsUnder(SpanContext parent) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String traceId = parent.isValid() ? parent.getTraceId() : TraceId.fromLongs(notZero(random), random.nextLong());
        return SpanContext.create(
                traceId,
                SpanId.fromLong(notZero(random)),
                parent.isValid() ? parent.getTraceFlags() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    /** Ids of zeros alone are invalid. */
    private static long notZero(ThreadLocalRandom random) {
        long id = random.nextLong();
        return id == 0 ? 1 : id;
    }

    /** Sends what waits, for at most two seconds. */
    @Override
    public void close() throws Exception {
        if (exporter != null) {
            exporter.close();
        }
    }
}
