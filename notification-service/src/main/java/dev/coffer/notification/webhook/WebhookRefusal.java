package dev.coffer.notification.webhook;

import dev.coffer.core.errors.RefusalCode;

/** Why nothing was done about an endpoint. */
public enum WebhookRefusal implements RefusalCode {
    WEBHOOK_CHANGED("Somebody else saved the webhook meanwhile; look at it and try again from there."),
    WEBHOOK_URL_TAKEN("The tenant has a webhook at this very address already; change that one."),
    WEBHOOK_ADDRESS_REFUSED("The address leads to a network that is not public; nothing is sent there."),
    WEBHOOK_OFF("The webhook is switched off; save it with isEnabled: true first."),
    WEBHOOK_SECRETS_FULL(
            "Too many secrets of the webhook count at present; wait until one ceases to, or rotate with overlapHours: 0."),
    TOO_MANY_WEBHOOKS("The tenant has as many webhooks as it may; delete one first.");

    private final String meaning;

    WebhookRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
