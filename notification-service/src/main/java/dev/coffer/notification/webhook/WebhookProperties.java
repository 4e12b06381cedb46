package dev.coffer.notification.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * See {@link WebhookLimits}.
 *
 * @param allowLoopback whether endpoints may be on this machine, and be spoken to without encryption; not in production
 */
@ConfigurationProperties("coffer.notification.webhooks")
record WebhookProperties(
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("8") int perEndpoint,
        @DefaultValue("48") int endpoints,
        @DefaultValue("16") int failingEndpoints,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("5d") Duration switchOffAfter) {

    WebhookLimits limits() {
        return new WebhookLimits(timeout, perEndpoint, endpoints, failingEndpoints, lease, poll, switchOffAfter);
    }
}
