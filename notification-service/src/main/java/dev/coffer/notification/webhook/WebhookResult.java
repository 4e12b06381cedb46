package dev.coffer.notification.webhook;

import dev.coffer.core.webhook.WebhookSecret;
import org.jspecify.annotations.Nullable;

/** What became of a change of an endpoint, or of what was asked of it. */
sealed interface WebhookResult {

    /** @param secret the one that was just made, which is never shown again; null where none was */
    record Saved(Webhook webhook, @Nullable WebhookSecret secret) implements WebhookResult {}

    /** Something is on its way. */
    record Sent(WebhookDelivery delivery) implements WebhookResult {}

    /**
     * Deliveries are tried again.
     *
     * @param count how many now
     * @param isDone whether those were the last
     */
    record Replayed(int count, boolean isDone) implements WebhookResult {}

    /** @param field the input field that it is about */
    record Refused(WebhookRefusal code, String message, String field) implements WebhookResult {

        static Refused of(WebhookRefusal code, String field) {
            return new Refused(code, code.meaning(), field);
        }
    }
}
