package dev.coffer.notification.webhook;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.core.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** The secrets of endpoints: made here, shown once, and kept sealed. */
final class WebhookSecrets {

    private static final String PURPOSE = "webhook-secrets";

    private final Seal seal;
    private final SecureRandom random;

    WebhookSecrets(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
        this.random = random;
    }

    WebhookSecret generate() {
        return WebhookSecret.generate(random);
    }

    String seal(WebhookSecret secret, String tenantId, String webhookId) {
        return seal.seal(secret.text().getBytes(StandardCharsets.UTF_8), boundTo(tenantId, webhookId))
                .toText();
    }

    /** Those that count at that time, the newest first. */
    List<WebhookSecret> counting(Webhook webhook, Instant now) {
        String boundTo = boundTo(webhook.tenantId(), webhook.id());
        return webhook.counting(now).stream()
                .map(stored -> seal.open(SealedSecret.parse(stored.sealed()), boundTo))
                .map(text -> new WebhookSecret(new String(text, StandardCharsets.UTF_8)))
                .toList();
    }

    private static String boundTo(String tenantId, String webhookId) {
        return tenantId + "|" + webhookId;
    }
}
