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
final class WorkLane {

    private static final int MOST_ROUNDS = 50;
    private static final String OFF = "the endpoint is switched off";

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final Lanes lanes;
    private final SendDelivery send;
    private final RetryPauses pauses;
    private final Outbox outbox;
    private final Transactions transactions;
    private final WebhookMeters meters;
    private final WebhookLimits limits;
    private final Clock clock;

    WorkLane(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            Lanes lanes,
            SendDelivery send,
            RetryPauses pauses,
            Outbox outbox,
            Transactions transactions,
            WebhookMeters meters,
            WebhookLimits limits,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.send = send;
        this.pauses = pauses;
        this.outbox = outbox;
        this.transactions = transactions;
        this.meters = meters;
        this.limits = limits;
        this.clock = clock;
    }

    /** Does nothing where somebody else works on it. @param isStopping asked after every round */
    void work(Lane.Key key, BooleanSupplier isStopping) throws InterruptedException {
        Lane lane = lanes.take(key, clock.instant(), clock.instant().plus(limits.lease()));
        if (lane == null) {
            return;
        }
        Lane held = lane;
        try {
            for (int round = 0; round < MOST_ROUNDS && lane != null && !isStopping.getAsBoolean(); round++) {
                held = lane;
                lane = round(lane);
            }
        } finally {
            lanes.release(held);
        }
    }

    /** @return as it is after it; null where there is nothing more to do, or it is somebody else's */
    private @Nullable Lane round(Lane lane) throws InterruptedException {
        Instant now = clock.instant();
        Webhook webhook = webhooks.find(null, lane.key().tenantId(), lane.key().webhookId());
        if (webhook == null) {
            deliveries.forget(lane.key());
            lanes.delete(lane.key());
            return null;
        }
        if (!webhook.isEnabled()) {
            deliveries.endAll(lane.key(), OFF, now);
            return null;
        }
        deliveries.giveUp(lane.key(), now);
        State state = lane.circuit().state(now);
        if (state == State.OPEN) {
            return null;
        }
        int most = state == State.HALF_OPEN ? 1 : limits.perEndpoint();
        List<WebhookDelivery> due = deliveries.due(lane.key(), now, most);
        return due.isEmpty() ? null : record(lane, webhook, tried(webhook, due));
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
    private @Nullable Lane record(Lane lane, Webhook sentTo, List<WebhookDelivery> tried) {
        Instant now = clock.instant();
        List<Lane> after = transactions.inTransaction(unit -> {
            Webhook webhook =
                    webhooks.find(unit, lane.key().tenantId(), lane.key().webhookId());
            Circuit circuit = circuit(lane.circuit(), sentTo, webhook, tried, now);
            Lane next = lane.with(circuit, now.plus(limits.lease()));
            if (!lanes.save(unit, next)) {
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
        long delivered = tried.stream().filter(WorkLane::isDelivered).count();
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
