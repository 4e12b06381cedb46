package dev.coffer.core.trace;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request's span and log fields along when its fetchers move to other threads. Found by the context propagation library
 * through its service file; public because that needs it.
 */
public final class RequestThreads implements ThreadLocalAccessor<RequestThreads.Carried> {

    private static final String KEY = "coffer.request";

    /** What a thread hands on. */
    public record Carried(Context context, @Nullable Map<String, String> fields) {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public Carried getValue() {
        return new Carried(Context.current(), LogContext.copy());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // restored by the library, which calls back
    public void setValue(Carried carried) {
        carried.context().makeCurrent();
        LogContext.set(carried.fields());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public void setValue() {
        Context.root().makeCurrent();
        LogContext.set(null);
    }
}
