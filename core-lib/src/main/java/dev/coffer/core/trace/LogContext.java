package dev.coffer.core.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The fields that say whose doing a log line tells of. They follow a request from thread to thread, and an event to its handler. */
public final class LogContext {

    public static final String CORRELATION_ID = "correlationId";
    public static final String TENANT_ID = "tenantId";
    public static final String TRACE_ID = "traceId";
    public static final String SPAN_ID = "spanId";
    public static final String SERVICE = "service";

    private LogContext() {}

    /** Puts a field into every line of this thread; null takes it out. */
    public static void put(String field, @Nullable String value) {
        if (value == null) {
            MDC.remove(field);
        } else {
            MDC.put(field, value);
        }
    }

    /** What the lines of this thread have there, or null. */
    public static @Nullable String find(String field) {
        return MDC.get(field);
    }

    static @Nullable Map<String, String> copy() {
        return MDC.getCopyOfContextMap();
    }

    static void set(@Nullable Map<String, String> fields) {
        if (fields == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(fields);
        }
    }
}
