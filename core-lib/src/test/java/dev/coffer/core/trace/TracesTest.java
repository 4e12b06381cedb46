package dev.coffer.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.testkit.OtlpReceiver;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void work_under_a_parent_stays_in_its_trace_and_is_its_own_span() {
        Spanned span = Traces.idsOnly().server("graphql", PARENT);

        assertThat(span.traceparent())
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .endsWith("-01")
                .isNotEqualTo(PARENT);
    }

    @Test
    void what_is_no_trace_context_begins_a_trace() {
        for (@Nullable
        String strange : new @Nullable String[] {
            null,
            "",
            "hello",
            PARENT.toUpperCase(java.util.Locale.ROOT),
            "ff" + PARENT.substring(2),
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
        }) {
            Spanned span = Traces.idsOnly().server("graphql", strange);

            assertThat(span.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
            assertThat(span.traceId()).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }

    @Test
    void a_thread_that_works_in_a_span_tells_so_in_what_it_sends_and_logs_and_no_longer() {
        MDC.put("correlationId", "before");
        Spanned span = Traces.idsOnly().server("graphql", PARENT);

        try (Spanned.Active active = span.activate()) {
            LogContext.put(LogContext.CORRELATION_ID, "inside");
            assertThat(TraceContext.current()).isEqualTo(span.traceparent());
            assertThat(MDC.get("traceId")).isEqualTo(span.traceId());
        }

        assertThat(TraceContext.current()).isNull();
        assertThat(MDC.get("traceId")).isNull();
        assertThat(MDC.get("correlationId")).isEqualTo("before");
        MDC.clear();
    }

    @Test
    void a_request_takes_its_span_and_log_fields_along_to_the_threads_of_its_fetchers() throws InterruptedException {
        AtomicReference<@Nullable String> seen = new AtomicReference<>();
        AtomicReference<@Nullable String> seenField = new AtomicReference<>();
        Spanned span = Traces.idsOnly().server("graphql", PARENT);
        Thread fetcher;
        try (Spanned.Active active = span.activate()) {
            LogContext.put(LogContext.TENANT_ID, "main");
            fetcher = Thread.ofVirtual()
                    .unstarted(ContextSnapshotFactory.builder()
                            .contextRegistry(ContextRegistry.getInstance())
                            .build()
                            .captureAll()
                            .wrap(() -> {
                                seen.set(TraceContext.current());
                                seenField.set(MDC.get("tenantId"));
                            }));
        }
        fetcher.start();
        fetcher.join();

        assertThat(seen.get()).isEqualTo(span.traceparent());
        assertThat(seenField.get()).isEqualTo("main");
    }

    @Test
    void spans_are_exported_with_their_parents_and_failures() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            try (Traces traces = Traces.exporting("payment", receiver.endpoint() + "/", 1.0)) {
                Spanned request = traces.server("POST /graphql", null);
                Spanned event = traces.consumer("process user.registered", request.traceparent());
                event.failed("IllegalStateException").end();
                request.tag("http.response.status_code", 200).end();
            }

            assertThat(receiver.spans()).hasSize(2);
            OtlpReceiver.Received event = receiver.spans().getFirst();
            OtlpReceiver.Received request = receiver.spans().getLast();
            assertThat(request)
                    .isEqualTo(new OtlpReceiver.Received(
                            "payment", event.traceId(), event.parentSpanId(), "", "POST /graphql", false));
            assertThat(event.isFailed()).isTrue();
        }
    }

    @Test
    void a_trace_that_began_where_nothing_is_exported_is_exported_all_the_same() throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Spanned gateway = Traces.idsOnly().server("graphql", null);
            try (Traces traces = Traces.exporting("auth", receiver.endpoint(), 1.0)) {
                traces.server("POST /graphql", gateway.traceparent()).end();
            }

            assertThat(receiver.spans()).singleElement().satisfies(span -> {
                assertThat(span.traceId()).isEqualTo(gateway.traceId());
            });
        }
    }

    @Test
    void a_wrong_setting_is_named() {
        assertThatThrownBy(() -> Traces.of("auth", "collector:4318", 1.0))
                .hasMessageContaining("coffer.tracing.endpoint");
        assertThatThrownBy(() -> Traces.of("auth", "http://collector:4318", 1.5))
                .hasMessageContaining("coffer.tracing.ratio");
        assertThat(Traces.of("auth", " ", 1.0).isExporting()).isFalse();
    }
}
