package dev.coffer.notification.webhook;

import dev.coffer.core.webhook.WebhookSigner;
import dev.coffer.notification.webhook.Receivers.AddressRefused;
import dev.coffer.notification.webhook.WebhookDelivery.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes one try of one delivery. Nothing is recorded here. */
final class SendDelivery {

    static final String DELIVERY = "Coffer-Delivery";
    static final String EVENT = "Coffer-Event";
    static final String ATTEMPT = "Coffer-Attempt";
    static final String SIGNATURE = "Coffer-Signature";

    private static final int FIRST_OK = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;

    private final OutboundPost outbound;
    private final WebhookSecrets secrets;
    private final WebhookSigner signer;
    private final Clock clock;

    SendDelivery(OutboundPost outbound, WebhookSecrets secrets, Clock clock) {
        this.outbound = outbound;
        this.secrets = secrets;
        this.signer = new WebhookSigner(clock);
        this.clock = clock;
    }

    Outcome send(Webhook webhook, WebhookDelivery delivery) {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(DELIVERY, delivery.id());
        headers.put(EVENT, delivery.event());
        headers.put(ATTEMPT, Integer.toString(delivery.tries() + 1));
        headers.put(SIGNATURE, signer.sign(body, secrets.counting(webhook, clock.instant())));
        long began = System.nanoTime();
        try {
            HttpReply reply = outbound.post(webhook.url(), headers, body);
            return new Outcome(
                    reply.status(), RedactedReply.of(reply.body()), problem(reply.status()), now(), since(began));
        } catch (IOException failed) {
            return new Outcome(null, null, reason(failed), now(), since(began));
        }
    }

    private static @Nullable String problem(int status) {
        if (status >= FIRST_OK && status < FIRST_REDIRECT) {
            return null;
        }
        return status < FIRST_REFUSAL ? "redirects are not followed" : "the receiver refused it";
    }

    /** Nothing of what lies between here and there is told. */
    private static String reason(IOException failed) {
        return switch (failed) {
            case AddressRefused refused -> String.valueOf(refused.getMessage());
            case UnknownHostException _ -> "the name leads nowhere";
            case SocketTimeoutException _ -> "there was no answer in time";
            case SSLException _ -> "there was no trusted encryption: look at the certificate";
            case ConnectException _ -> "no connection could be made";
            default -> "the connection broke before an answer came";
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static long since(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
