package dev.coffer.core.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One piece of work inside a trace, from start to {@link #end}. May end on another thread than it began on. */
public final class Spanned {

    private final Span span;

    Spanned(Span span) {
        this.span = span;
    }

    /** What the work passes on to those that it calls. */
    public String traceparent() {
        return Objects.requireNonNull(TraceContext.text(span.getSpanContext()));
    }

    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** @param name as OpenTelemetry's conventions have it, "http.response.status_code"; never personal data as a value */
    public Spanned tag(String name, String value) {
        span.setAttribute(name, value);
        return this;
    }

    public Spanned tag(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** @param reason for operators, without personal data: the class of an exception, a status */
    public Spanned failed(String reason) {
        span.setStatus(StatusCode.ERROR, reason);
        return this;
    }

    public void end() {
        span.end();
    }

    /** Makes it the current one of this thread, for logs and for what is told in an outbox, until the answer is closed. */
    @SuppressWarnings("MustBeClosedChecker") // the answer closes it
    public Active activate() {
        Map<String, String> before = LogContext.copy();
        Scope scope = Context.root().with(span).makeCurrent();
        LogContext.put(LogContext.TRACE_ID, span.getSpanContext().getTraceId());
        LogContext.put(LogContext.SPAN_ID, span.getSpanContext().getSpanId());
        return new Active(scope, before);
    }

    /** Closed on the thread that activated it. */
    public static final class Active implements AutoCloseable {

        private final Scope scope;
        private final @Nullable Map<String, String> before;

        private Active(Scope scope, @Nullable Map<String, String> before) {
            this.scope = scope;
            this.before = before;
        }

        /** Puts back what the thread had before, with its log fields. */
        @Override
        public void close() {
            scope.close();
            LogContext.set(before);
        }
    }
}
