package dev.coffer.notification.webhook;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.notification.webhook.Receivers.AddressRefused;
import dev.coffer.notification.webhook.Webhook.Draft;
import dev.coffer.notification.webhook.Webhook.StoredSecret;
import dev.coffer.notification.webhook.WebhookResult.Refused;
import dev.coffer.notification.webhook.WebhookResult.Saved;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers an endpoint of the caller's tenant, or changes one. */
final class SaveWebhook {

    private static final String URL = "input.url";

    private final Webhooks webhooks;
    private final EndpointQueues queues;
    private final Receivers receivers;
    private final WebhookSecrets secrets;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    SaveWebhook(
            Webhooks webhooks,
            EndpointQueues queues,
            Receivers receivers,
            WebhookSecrets secrets,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.webhooks = webhooks;
        this.queues = queues;
        this.receivers = receivers;
        this.secrets = secrets;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return with its first secret */
    WebhookResult create(Caller caller, Draft draft) {
        if (leadsInside(draft.url())) {
            return Refused.of(WebhookRefusal.WEBHOOK_ADDRESS_REFUSED, URL);
        }
        return transactions.inTransaction(unit -> {
            List<Webhook> all = webhooks.all(unit, caller.tenantId());
            if (isTaken(all, draft.url(), null)) {
                return Refused.of(WebhookRefusal.WEBHOOK_URL_TAKEN, URL);
            }
            return all.size() >= Webhooks.MOST
                    ? Refused.of(WebhookRefusal.TOO_MANY_WEBHOOKS, "input")
                    : created(unit, caller, draft);
        });
    }

    private WebhookResult created(UnitOfWork unit, Caller caller, Draft draft) {
        Instant now = now();
        String id = ids.next();
        WebhookSecret secret = secrets.generate();
        Webhook webhook = new Webhook(
                id,
                caller.tenantId(),
                draft.url(),
                draft.description(),
                draft.events(),
                draft.isEnabled(),
                1,
                List.of(new StoredSecret(secrets.seal(secret, caller.tenantId(), id), null)),
                caller.userId(),
                now,
                now,
                null);
        webhooks.add(unit, webhook);
        return new Saved(webhook, secret);
    }

    /**
     * Changed or switched on again, it is tried at once, however it did before.
     *
     * @throws CodedException NOT_FOUND where the tenant has none of this id
     */
    WebhookResult change(Caller caller, String id, int expectedVersion, Draft draft) {
        if (leadsInside(draft.url())) {
            return Refused.of(WebhookRefusal.WEBHOOK_ADDRESS_REFUSED, URL);
        }
        return transactions.inTransaction(unit -> {
            Webhook before = webhooks.find(unit, caller.tenantId(), id);
            if (before == null) {
                throw CodedException.notFound("webhook", id);
            }
            if (before.version() != expectedVersion) {
                return Refused.of(WebhookRefusal.WEBHOOK_CHANGED, "input.expectedVersion");
            }
            if (isTaken(webhooks.all(unit, caller.tenantId()), draft.url(), id)) {
                return Refused.of(WebhookRefusal.WEBHOOK_URL_TAKEN, URL);
            }
            Webhook next = before.changed(draft, caller.userId(), now());
            webhooks.save(unit, next);
            queues.reset(unit, new EndpointQueue.Key(caller.tenantId(), id));
            return new Saved(next, null);
        });
    }

    private static boolean isTaken(List<Webhook> all, WebhookUrl url, @Nullable String by) {
        return all.stream()
                .anyMatch(other -> other.url().equals(url) && !other.id().equals(by));
    }

    /** So that whoever registers hears of it; every delivery looks again. A name that leads nowhere yet may do so later. */
    private boolean leadsInside(WebhookUrl url) {
        try {
            receivers.find(url);
            return false;
        } catch (AddressRefused refused) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
