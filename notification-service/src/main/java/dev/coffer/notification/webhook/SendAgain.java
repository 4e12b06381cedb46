package dev.coffer.notification.webhook;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.webhook.WebhookDeliveries.Again;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import dev.coffer.notification.webhook.WebhookResult.Refused;
import dev.coffer.notification.webhook.WebhookResult.Replayed;
import dev.coffer.notification.webhook.WebhookResult.Sent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has an endpoint sent what no event asked for now: something to try it out, or what it did not take before. */
final class SendAgain {

    /** Deliveries of one call. */
    static final int MOST_AT_ONCE = 500;

    private static final int KEY_DIGITS = 32;

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final WorkBell bell;
    private final Transactions transactions;
    private final Clock clock;

    SendAgain(Webhooks webhooks, WebhookDeliveries deliveries, WorkBell bell, Transactions transactions, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.bell = bell;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is to be tried again.
     *
     * @param deliveryId one; null for a range
     * @param from the first moment of the range; null for one
     * @param to the end of the range, itself not meant; null for one
     * @param isDeliveredToo whether what the endpoint took is meant as well
     */
    record Wanted(
            String webhookId,
            @Nullable String deliveryId,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean isDeliveredToo) {

        List<State> states() {
            return isDeliveredToo || deliveryId != null ? List.of(State.DEAD, State.DELIVERED) : List.of(State.DEAD);
        }
    }

    /** The same key is the same ping. @throws CodedException NOT_FOUND where the tenant has no such endpoint */
    WebhookResult ping(Caller caller, String webhookId, String idempotencyKey) {
        String pingId = "ping-" + digest(caller.userId() + "|" + idempotencyKey);
        return transactions.inTransaction(unit -> {
            Webhook webhook = found(unit, caller, webhookId);
            if (!webhook.isEnabled()) {
                return Refused.of(WebhookRefusal.WEBHOOK_OFF, "input.webhookId");
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            WebhookDelivery fresh = WebhookDelivery.fresh(
                    webhook, pingId, OfferedEvents.PING, WebhookBody.ping(pingId, webhook, now), now);
            WebhookDelivery before = deliveries.find(caller.tenantId(), fresh.id());
            deliveries.add(unit, caller.tenantId(), List.of(fresh));
            unit.whenOver(bell::ring);
            return new Sent(before == null ? fresh : before);
        });
    }

    /**
     * As many as {@value #MOST_AT_ONCE} at a call; the same key goes on where the call before ended, also where that was never answered.
     *
     * @throws CodedException NOT_FOUND likewise, and where there is no such delivery
     */
    WebhookResult replay(Caller caller, Wanted wanted, String idempotencyKey) {
        return transactions.inTransaction(unit -> {
            Webhook webhook = found(unit, caller, wanted.webhookId());
            if (!webhook.isEnabled()) {
                return Refused.of(WebhookRefusal.WEBHOOK_OFF, "input.webhookId");
            }
            requireDelivery(caller, wanted);
            Again again = new Again(
                    new EndpointQueue.Key(caller.tenantId(), webhook.id()),
                    wanted.deliveryId(),
                    wanted.from(),
                    wanted.to(),
                    wanted.states(),
                    digest(caller.userId() + "|" + idempotencyKey));
            int count = deliveries.replay(unit, again, clock.instant(), MOST_AT_ONCE);
            unit.whenOver(bell::ring);
            return new Replayed(count, count < MOST_AT_ONCE);
        });
    }

    private void requireDelivery(Caller caller, Wanted wanted) {
        String id = wanted.deliveryId();
        if (id != null) {
            WebhookDelivery found = deliveries.find(caller.tenantId(), id);
            if (found == null || !found.webhookId().equals(wanted.webhookId())) {
                throw CodedException.notFound("delivery", id);
            }
        }
    }

    private Webhook found(UnitOfWork unit, Caller caller, String id) {
        Webhook found = webhooks.find(unit, caller.tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("webhook", id);
        }
        return found;
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
