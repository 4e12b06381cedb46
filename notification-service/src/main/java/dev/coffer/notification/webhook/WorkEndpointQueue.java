package dev.coffer.notification.webhook;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.webhook.Circuit.State;
import dev.coffer.notification.webhook.WebhookDelivery.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works on the queue of one endpoint: some deliveries at once, then what came of them is recorded, then the next. Where the process dies
 * between the two, whoever has the lease next sends them again, under the same ids.
 */
final class WorkEndpointQueue {

    private static final int MOST_ROUNDS = 50;
    private static final String OFF = "the endpoint is switched off";

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final EndpointQueues queues;
    private final SendDelivery send;
    private final RetryPauses pauses;
    private final Outbox outbox;
    private final Transactions transactions;
    private final WebhookMeters meters;
    private final WebhookLimits limits;
    private final Clock clock;

    WorkEndpointQueue(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            SendDelivery send,
            RetryPauses pauses,
            Outbox outbox,
            Transactions transactions,
            WebhookMeters meters,
            WebhookLimits limits,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.queues = queues;
        this.send = send;
        this.pauses = pauses;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
        this.limits = limits;
        this.clock = clock;
    }

    /** Does nothing where somebody else works on it. @param isStopping asked after every round */
    void work(EndpointQueue.Key key, BooleanSupplier isStopping) throws InterruptedException {
        EndpointQueue queue = queues.take(key, clock.instant(), clock.instant().plus(limits.lease()));
        if (queue == null) {
            return;
        }
        EndpointQueue held = queue;
        try {
            for (int round = 0; round < MOST_ROUNDS && queue != null && !isStopping.getAsBoolean(); round++) {
                held = queue;
                queue = round(queue);
            }
        } finally {
            queues.release(held);
        }
    }

    /** @return as it is after it; null where there is nothing more to do, or it is somebody else's */
    private @Nullable EndpointQueue round(EndpointQueue queue) throws InterruptedException {
        Instant now = clock.instant();
        Webhook webhook =
                webhooks.find(null, queue.key().tenantId(), queue.key().webhookId());
        if (webhook == null) {
            deliveries.forget(queue.key());
            queues.delete(queue.key());
            return null;
        }
        if (!webhook.isEnabled()) {
            deliveries.endAll(queue.key(), OFF, now);
            return null;
        }
        deliveries.giveUp(queue.key(), now);
        State state = queue.circuit().state(now);
        if (state == State.OPEN) {
            return null;
        }
        int most = state == State.HALF_OPEN ? 1 : limits.perEndpoint();
        List<WebhookDelivery> due = deliveries.due(queue.key(), now, most);
        return due.isEmpty() ? null : record(queue, webhook, tried(webhook, due));
    }

    private List<WebhookDelivery> tried(Webhook webhook, List<WebhookDelivery> due) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<WebhookDelivery>> tries = new ArrayList<>();
            due.forEach(delivery ->
                    tries.add(() -> delivery.after(send.send(webhook, delivery), pauses.after(delivery.tries() + 1))));
            List<WebhookDelivery> tried = new ArrayList<>();
            for (Future<WebhookDelivery> one : threads.invokeAll(tries)) {
                tried.add(one.get());
            }
            return tried;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a delivery to " + webhook + " could not be made", bug);
        }
    }

    /** @return null where somebody else took it up since: what was sent is sent again */
    private @Nullable EndpointQueue record(EndpointQueue queue, Webhook sentTo, List<WebhookDelivery> tried) {
        Instant now = clock.instant();
        List<EndpointQueue> after = transactions.inTransaction(unit -> {
            Webhook webhook =
                    webhooks.find(unit, queue.key().tenantId(), queue.key().webhookId());
            Circuit circuit = circuit(queue.circuit(), sentTo, webhook, tried, now);
            EndpointQueue next = queue.with(circuit, now.plus(limits.lease()));
            if (!queues.save(unit, next)) {
                return List.of();
            }
            tried.forEach(delivery -> deliveries.save(unit, delivery));
            if (webhook != null && circuit.hasFailedFor(limits.switchOffAfter(), now)) {
                switchOff(unit, webhook, circuit, now);
            }
            return List.of(next);
        });
        if (after.isEmpty()) {
            return null;
        }
        meters.tried(tried);
        return after.getFirst();
    }

    /** What failed at an endpoint that was changed meanwhile says nothing of what it is now. */
    private static Circuit circuit(
            Circuit before, Webhook sentTo, @Nullable Webhook now, List<WebhookDelivery> tried, Instant at) {
        long delivered = tried.stream().filter(WorkEndpointQueue::isDelivered).count();
        boolean isAnother = now == null || now.version() != sentTo.version();
        return delivered > 0 || isAnother ? Circuit.WELL : before.failed(tried.size(), at);
    }

    private static boolean isDelivered(WebhookDelivery delivery) {
        Outcome last = delivery.last();
        return last != null && last.isDelivered();
    }

    private void switchOff(UnitOfWork unit, Webhook webhook, Circuit circuit, Instant now) {
        Instant since = circuit.failingSince();
        if (webhook.isEnabled() && webhooks.save(unit, webhook.switchedOff(now))) {
            outbox.add(
                    unit,
                    EventDraft.of(
                            new WebhookSwitchedOff(
                                    webhook.savedBy(),
                                    webhook.id(),
                                    webhook.url().host(),
                                    String.valueOf(since)),
                            WebhookSwitchedOff.key(webhook.id()),
                            webhook.tenantId()));
        }
    }
}
