package dev.coffer.core.webhook;

import dev.coffer.core.webhook.SignatureHeader.Parsed;
import dev.coffer.core.webhook.WebhookVerdict.Reason;
import dev.coffer.core.webhook.WebhookVerdict.Refused;
import dev.coffer.core.webhook.WebhookVerdict.Valid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries to one webhook of ours. Fails closed: what cannot be checked is refused, and the sender tries again.
 *
 * <p>That a delivery is not seen twice keeps copies of it out. It does not make its handling happen exactly once: a sender that gets
 * no answer signs the same event anew. The event's own id does that, as the handler's idempotency key.
 */
public final class WebhookVerifier {

    private final String endpoint;
    private final WebhookLimits limits;
    private final SeenDeliveries seen;
    private final Clock clock;

    /** @param endpoint names the webhook; a delivery to one counts for nothing at another only if their secrets differ */
    public WebhookVerifier(String endpoint, WebhookLimits limits, SeenDeliveries seen, Clock clock) {
        if (endpoint.isBlank()) {
            throw new IllegalArgumentException("A webhook needs a name");
        }
        this.endpoint = endpoint;
        this.limits = limits;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * @param header the value of the signature's header, null where there is none
     * @param body exactly the bytes that came
     * @param secrets all that count at present, 1 to 5
     */
    public WebhookVerdict verify(@Nullable String header, byte[] body, List<WebhookSecret> secrets) {
        if (secrets.isEmpty() || secrets.size() > WebhookLimits.MAX_SECRETS) {
            throw new IllegalArgumentException("A delivery is verified with 1 to " + WebhookLimits.MAX_SECRETS
                    + " secrets, not " + secrets.size());
        }
        if (body.length > limits.maxBodyBytes()) {
            return new Refused(Reason.BODY_TOO_LARGE);
        }
        return switch (SignatureHeader.parse(header)) {
            case Parsed.Wrong(Reason reason) -> new Refused(reason);
            case Parsed.Read(SignatureHeader read) -> verify(read, body, secrets);
        };
    }

    private WebhookVerdict verify(SignatureHeader header, byte[] body, List<WebhookSecret> secrets) {
        Instant signedAt = Instant.ofEpochSecond(header.epochSecond());
        Instant now = clock.instant();
        // Before the signature, because it costs nothing; whoever makes up a time has no signature for it.
        if (signedAt.isBefore(now.minus(limits.tolerance()))) {
            return new Refused(Reason.TOO_OLD);
        }
        if (signedAt.isAfter(now.plus(limits.tolerance()))) {
            return new Refused(Reason.TOO_NEW);
        }
        if (!isSigned(header, body, secrets)) {
            return new Refused(Reason.WRONG_SIGNATURE);
        }
        String delivery = name(header.time(), body);
        // Twice the tolerance: one signed by a clock that is ahead is accepted for that long.
        return switch (seen.note(delivery, limits.tolerance().multipliedBy(2))) {
            case FIRST -> new Valid(signedAt, delivery);
            case BEFORE -> new Refused(Reason.REPLAYED);
            case UNKNOWN -> new Refused(Reason.UNCHECKED);
        };
    }

    /** To be called where handling failed, so that the sender may try the very same delivery again. */
    public void release(Valid verdict) {
        seen.forget(verdict.delivery());
    }

    /** Compares each with each and each in constant time, so that how long it takes tells nothing. */
    private static boolean isSigned(SignatureHeader header, byte[] body, List<WebhookSecret> secrets) {
        boolean isSigned = false;
        for (WebhookSecret secret : secrets) {
            byte[] expected = Signing.signature(secret.key(), header.time(), body);
            for (byte[] signature : header.signatures()) {
                isSigned |= MessageDigest.isEqual(expected, signature);
            }
        }
        return isSigned;
    }

    /** By what was signed, not by a signature: of two signatures, a copier may leave one out. */
    private String name(String time, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((endpoint + '\n' + time + '.').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
