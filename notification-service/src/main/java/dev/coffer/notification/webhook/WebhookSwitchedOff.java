package dev.coffer.notification.webhook;

/**
 * Event {@code webhook.switched-off}: an endpoint failed for days, and nothing is sent there until somebody switches it on again.
 *
 * @param userId who changed the endpoint last
 * @param receiver its host
 * @param since when it began to fail, RFC 3339
 */
record WebhookSwitchedOff(String userId, String webhookId, String receiver, String since) {

    static final String TYPE = "webhook.switched-off";

    static String key(String webhookId) {
        return "webhook/" + webhookId;
    }
}
