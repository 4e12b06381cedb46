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
            Consumer.Subscription<?> subscription = subscription(deliveries.get(from));
            int to = from + 1;
            while (to < deliveries.size() && subscription(deliveries.get(to)).equals(subscription)) {
                to++;
            }
            handRun(subscription, deliveries.subList(from, to), unit);
            from = to;
        }
    }

    /** Types that were declared with the same handler and data are handed over as one run. */
    private Consumer.Subscription<?> subscription(Delivery delivery) {
        return Objects.requireNonNull(consumer.subscriptions().get(delivery.eventType()));
    }

    private <T> void handRun(Consumer.Subscription<T> subscription, List<Delivery> run, UnitOfWork unit) {
        List<Received<T>> events = new ArrayList<>(run.size());
        for (Delivery delivery : run) {
            events.add(json.received(delivery.envelope(), subscription.data()));
        }
        try {
            spans.apply(subscription.handler(), events, unit);
        } catch (Error failure) {
            // A handler that runs out of stack or fails an assertion is a poisoned event like any other, not the end of
            // its lane.
            throw new IllegalStateException("handler of " + consumer.name() + " failed", failure);
        }
    }
}
