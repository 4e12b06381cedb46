package dev.coffer.notification.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to an endpoint.
 *
 * @param id the same at every try, also when it is asked for again
 * @param event its type
 * @param body what is sent, as JSON
 * @param tries since it was asked for, or asked for again
 * @param giveUpAt when it is given up, unless it was delivered before
 * @param nextTryAt null once it has ended
 * @param last what the last try came to; null before it
 * @param endedAt when it was delivered or given up; null before
 */
record WebhookDelivery(
        String id,
        String tenantId,
        String webhookId,
        String event,
        String body,
        State state,
        int tries,
        Instant createdAt,
        Instant giveUpAt,
        @Nullable Instant nextTryAt,
        @Nullable Outcome last,
        @Nullable Instant endedAt) {

    /** How long a delivery is tried. */
    static final Duration PATIENCE = Duration.ofHours(24);

    /** How far it is. */
    enum State {
        WAITING,
        DELIVERED,
        DEAD
    }

    /**
     * What came of a try.
     *
     * @param status of HTTP; null where there was no answer
     * @param reply the beginning of what was answered, without what looks secret or personal; null where nothing was
     * @param problem why it does not count as delivered; null where it does
     * @param tookMillis until the answer, or until it was given up
     */
    record Outcome(
            @Nullable Integer status,
            @Nullable String reply,
            @Nullable String problem,
            Instant at,
            long tookMillis) {

        boolean isDelivered() {
            return problem == null;
        }
    }

    /** The event's id makes it one delivery to each endpoint, however often the event comes. */
    static String id(String webhookId, String eventId) {
        return webhookId + "." + eventId.toLowerCase(Locale.ROOT);
    }

    static WebhookDelivery fresh(Webhook to, String eventId, String event, String body, Instant now) {
        return new WebhookDelivery(
                id(to.id(), eventId),
                to.tenantId(),
                to.id(),
                event,
                body,
                State.WAITING,
                0,
                now,
                now.plus(PATIENCE),
                now,
                null,
                null);
    }

    /** After a try. @param pause until the next, where it was not delivered */
    WebhookDelivery after(Outcome outcome, Duration pause) {
        Instant at = outcome.at();
        Instant next = at.plus(pause);
        boolean isOver = outcome.isDelivered() || !next.isBefore(giveUpAt);
        State after = outcome.isDelivered() ? State.DELIVERED : isOver ? State.DEAD : State.WAITING;
        return new WebhookDelivery(
                id,
                tenantId,
                webhookId,
                event,
                body,
                after,
                tries + 1,
                createdAt,
                giveUpAt,
                isOver ? null : next,
                outcome,
                isOver ? at : null);
    }

    @Override
    public String toString() {
        return "WebhookDelivery[" + id + ", " + state + "]";
    }
}
