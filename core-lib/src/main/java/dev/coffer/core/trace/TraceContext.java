package dev.coffer.core.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context as text: {@code 00-<32 hex>-<16 hex>-<2 hex>}. */
public final class TraceContext {

    /** The header of a request that carries it. */
    public static final String HEADER = "traceparent";

    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String FORBIDDEN_VERSION = "ff";

    private TraceContext() {}

    /** The context of the span that this thread works in, for what it sends; null where there is none. */
    public static @Nullable String current() {
        return text(Span.current().getSpanContext());
    }

    /** Work for another thread, which there is part of what this thread works in, also to the logs. */
    public static <T> Callable<T> carrying(Callable<T> work) {
        Context context = Context.current();
        Map<String, String> fields = LogContext.copy();
        return () -> {
            Map<String, String> before = LogContext.copy();
            try (Scope scope = context.makeCurrent()) {
                LogContext.set(fields);
                return work.call();
            } finally {
                LogContext.set(before);
            }
        };
    }

    /** @param traceparent of a stranger: what is no trace context counts as none */
    static SpanContext parse(@Nullable String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (!matcher.matches() || matcher.group(1).equals(FORBIDDEN_VERSION)) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                matcher.group(2), matcher.group(3), TraceFlags.fromHex(matcher.group(4), 0), TraceState.getDefault());
    }

    static @Nullable String text(SpanContext context) {
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }
}
