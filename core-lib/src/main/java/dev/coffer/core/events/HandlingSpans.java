package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.trace.LogContext;
import dev.coffer.core.trace.Spanned;
import dev.coffer.core.trace.Traces;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls a consumer's handlers in spans under the work that told each event, and lets their log lines say whose event it is. A
 * handler of single events works in that event's span; one of batches in that of the batch's first, and the others' spans only
 * say when they were handled.
 */
final class HandlingSpans {

    private final Traces traces;
    private final String consumer;

    HandlingSpans(Traces traces, String consumer) {
        this.traces = traces;
        this.consumer = consumer;
    }

    <T> void apply(BatchHandler<T> handler, List<Received<T>> events, UnitOfWork unit) {
        if (handler instanceof EachEvent<T> each) {
            for (Received<T> event : events) {
                within(List.of(event), () -> each.handler().handle(event, unit));
            }
        } else {
            within(events, () -> handler.apply(events, unit));
        }
    }

    private <T> void within(List<Received<T>> events, Runnable work) {
        EventEnvelope first = events.getFirst().envelope();
        List<Spanned> spans = new ArrayList<>();
        spans.add(begin(first, events.size()));
        if (traces.isExporting()) {
            events.stream().skip(1).forEach(event -> spans.add(begin(event.envelope(), events.size())));
        }
        try (Spanned.Active active = spans.getFirst().activate()) {
            LogContext.put(LogContext.CORRELATION_ID, first.correlationId());
            LogContext.put(LogContext.TENANT_ID, first.tenantId());
            work.run();
        } catch (RuntimeException | Error failure) {
            spans.forEach(span -> span.failed(failure.getClass().getSimpleName()));
            throw failure;
        } finally {
            spans.forEach(Spanned::end);
        }
    }

    private Spanned begin(EventEnvelope envelope, int batch) {
        return traces.consumer("process " + envelope.eventType(), envelope.traceparent())
                .tag("messaging.consumer.group.name", consumer)
                .tag("messaging.message.id", envelope.eventId())
                .tag("messaging.batch.message_count", batch);
    }
}
