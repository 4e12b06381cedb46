package dev.coffer.notification.webhook;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.notification.webhook.WebhookResult.Refused;
import dev.coffer.notification.webhook.WebhookResult.Saved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is of the caller's tenant's endpoints; another secret for one, and the end of one. */
final class TendWebhooks {

    /** Secrets that count at once: a new one, and those whose time is not over. */
    static final int MOST_SECRETS = 4;

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final EndpointQueues queues;
    private final WebhookSecrets secrets;
    private final Transactions transactions;
    private final Clock clock;

    TendWebhooks(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            WebhookSecrets secrets,
            Transactions transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.queues = queues;
        this.secrets = secrets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The oldest first, with how each does. */
    Map<Webhook, Circuit> all(Caller caller) {
        return withCircuits(webhooks.all(null, caller.tenantId()));
    }

    /** @throws CodedException NOT_FOUND where the tenant has none of this id */
    Webhook one(Caller caller, String id) {
        Webhook found = webhooks.find(null, caller.tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("webhook", id);
        }
        return found;
    }

    Map<Webhook, Circuit> withCircuits(List<Webhook> some) {
        Map<EndpointQueue.Key, EndpointQueue> known =
                queues.find(some.stream().map(TendWebhooks::queue).toList());
        Map<Webhook, Circuit> all = new LinkedHashMap<>();
        some.forEach(webhook -> {
            EndpointQueue queue = known.get(queue(webhook));
            all.put(webhook, queue == null ? Circuit.WELL : queue.circuit());
        });
        return all;
    }

    private static EndpointQueue.Key queue(Webhook webhook) {
        return new EndpointQueue.Key(webhook.tenantId(), webhook.id());
    }

    /** @throws CodedException NOT_FOUND likewise */
    Connection<WebhookDelivery> deliveries(
            Caller caller, String id, WebhookDelivery.@Nullable State state, PageRequest page, boolean isCounted) {
        return deliveries.page(caller.tenantId(), one(caller, id).id(), state, page, isCounted);
    }

    /** @throws CodedException NOT_FOUND where the tenant has none of this id */
    WebhookDelivery delivery(Caller caller, String id) {
        WebhookDelivery found = deliveries.find(caller.tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("delivery", id);
        }
        return found;
    }

    /** @throws CodedException NOT_FOUND where the tenant has no such endpoint */
    int count(Caller caller, String id, WebhookDelivery.State state, int most) {
        return deliveries.count(caller.tenantId(), one(caller, id).id(), state, most);
    }

    /**
     * Deliveries are signed with the new secret at once, and with those before for as long as they overlap.
     *
     * @throws CodedException NOT_FOUND likewise
     */
    WebhookResult rotate(Caller caller, String id, Duration overlap) {
        WebhookSecret secret = secrets.generate();
        return transactions.inTransaction(unit -> {
            Instant now = now();
            Webhook before = webhooks.find(unit, caller.tenantId(), id);
            if (before == null) {
                throw CodedException.notFound("webhook", id);
            }
            String sealed = secrets.seal(secret, caller.tenantId(), id);
            Webhook next = before.rotated(sealed, now.plus(overlap), caller.userId(), now);
            if (next.secrets().size() > MOST_SECRETS) {
                return Refused.of(WebhookRefusal.WEBHOOK_SECRETS_FULL, "input.overlapHours");
            }
            webhooks.save(unit, next);
            return new Saved(next, secret);
        });
    }

    /** With all that was for it. @throws CodedException NOT_FOUND likewise */
    Webhook delete(Caller caller, String id) {
        Webhook found = one(caller, id);
        transactions.run(unit -> webhooks.delete(unit, caller.tenantId(), id));
        // Whatever is left where this process dies now goes when a worker comes to it, or with its time.
        deliveries.forget(queue(found));
        queues.delete(queue(found));
        return found;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
