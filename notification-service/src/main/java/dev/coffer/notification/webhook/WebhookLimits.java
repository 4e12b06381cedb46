package dev.coffer.notification.webhook;

import java.time.Duration;

/**
 * What deliveries may cost.
 *
 * @param whole how long one try may take
 * @param perEndpoint tries at once to one endpoint
 * @param endpoints endpoints that one replica sends to at once, as long as they do well
 * @param failing endpoints beside them whose last try failed: they have places of their own, so that nobody waits for them
 * @param lease how long a replica that died keeps its endpoints from others; more than a try may take
 * @param poll how often it is looked for work that nobody rang for
 * @param switchOffAfter how long an endpoint may fail until it is switched off
 */
record WebhookLimits(
        Duration whole,
        int perEndpoint,
        int endpoints,
        int failing,
        Duration lease,
        Duration poll,
        Duration switchOffAfter) {

    private static final Duration FOR_RECORDING = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    WebhookLimits {
        if (!whole.isPositive() || !poll.isPositive() || !switchOffAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "Webhooks need positive times: " + whole + ", " + poll + ", " + switchOffAfter);
        }
        if (lease.compareTo(whole.plus(FOR_RECORDING)) < 0) {
            throw new IllegalArgumentException("The lease of an endpoint must be at least " + FOR_RECORDING
                    + " longer than a try of " + whole + ": " + lease);
        }
        if (Math.min(perEndpoint, Math.min(endpoints, failing)) < 1
                || Math.max(perEndpoint, Math.max(endpoints, failing)) > MOST) {
            throw new IllegalArgumentException("Webhooks have 1 to " + MOST + " tries and endpoints at once: "
                    + perEndpoint + ", " + endpoints + ", " + failing);
        }
    }
}
