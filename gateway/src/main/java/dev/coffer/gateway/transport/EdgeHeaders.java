package dev.coffer.gateway.transport;

import dev.coffer.core.ids.Ids;
import dev.coffer.gateway.execute.ForwardedHeaders;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Picks what of a client's headers travels on, and says whether a web page could have sent the request unseen. */
final class EdgeHeaders {
    /** Any of them makes a browser ask first before it sends a request across sites. */
    static final List<String> PREFLIGHTED =
            List.of("X-Coffer-Client", "Authorization", "X-Correlation-Id", "Apollo-Require-Preflight");

    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private EdgeHeaders() {}

    /** A correlation id of a form that could harm a log is replaced, and a broken trace context is left out. */
    static ForwardedHeaders read(MultiMap headers, Ids ids) {
        String correlationId = headers.get("X-Correlation-Id");
        boolean isUsable =
                correlationId != null && CORRELATION_ID.matcher(correlationId).matches();
        String traceparent = headers.get("traceparent");
        boolean isTraced =
                traceparent != null && TRACEPARENT.matcher(traceparent).matches();
        return new ForwardedHeaders(
                headers.get("Authorization"), isUsable ? correlationId : ids.next(), isTraced ? traceparent : null);
    }

    static boolean isPreflighted(MultiMap headers) {
        @Nullable String contentType = headers.get("Content-Type");
        return PREFLIGHTED.stream().anyMatch(headers::contains) || MediaType.isReadable(contentType);
    }
}
