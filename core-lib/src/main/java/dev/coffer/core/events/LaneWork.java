package dev.coffer.core.events;

import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Parses events for a consumer and hands them to its handlers, runs of one type at a time, in order. */
final class LaneWork {

    private final Consumer consumer;
    private final HandlingSpans spans;
    private final EventJson json = new EventJson();

    LaneWork(Consumer consumer) {
        this.consumer = consumer;
        this.spans = new HandlingSpans(consumer.traces(), consumer.name());
    }

    /** A type that the consumer did not declare is none of its business, and so is a replay for somebody else. */
    boolean isFor(Delivery delivery) {
        return consumer.subscriptions().containsKey(delivery.eventType())
                && (delivery.only() == null || delivery.only().equals(consumer.name()));
    }

    void handle(List<Delivery> deliveries, UnitOfWork unit) {
        int from = 0;
        while (from < deliveries.size()) {
            BatchHandler<?> handler = subscription(deliveries.get(from)).handler();
            int to = from + 1;
            while (to < deliveries.size()
                    && subscription(deliveries.get(to)).handler().equals(handler)) {
                to++;
            }
            handRun(handler, deliveries.subList(from, to), unit);
            from = to;
        }
    }

    private Consumer.Subscription<?> subscription(Delivery delivery) {
        return Objects.requireNonNull(consumer.subscriptions().get(delivery.eventType()));
    }

    private <T> void handRun(BatchHandler<T> handler, List<Delivery> run, UnitOfWork unit) {
        List<Received<T>> events = new ArrayList<>(run.size());
        for (Delivery delivery : run) {
            // Whatever was declared with a handler is of what that handler takes: see Consumer.onBatch.
            @SuppressWarnings("unchecked")
            Class<T> data = (Class<T>) subscription(delivery).data();
            events.add(json.received(delivery.envelope(), data));
        }
        try {
            spans.apply(handler, events, unit);
        } catch (Error failure) {
            // A handler that runs out of stack or fails an assertion is a poisoned event like any other, not the end of
            // its lane.
            throw new IllegalStateException("handler of " + consumer.name() + " failed", failure);
        }
    }
}
