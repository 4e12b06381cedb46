package dev.coffer.core.webhook;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Signs deliveries to others. Each try of a delivery is signed anew, because receivers refuse what is old. */
public final class WebhookSigner {

    private final Clock clock;

    public WebhookSigner(Clock clock) {
        this.clock = clock;
    }

    /**
     * The header's value: {@code t=1700000000,v1=<64 hex digits>}, with a v1 for each secret.
     *
     * @param body exactly the bytes that are sent
     * @param secrets all that count at present, so that a receiver may know the old one or the new one; 1 to 5
     */
    public String sign(byte[] body, List<WebhookSecret> secrets) {
        if (secrets.isEmpty() || secrets.size() > WebhookLimits.MAX_SECRETS) {
            throw new IllegalArgumentException(
                    "A delivery is signed with 1 to " + WebhookLimits.MAX_SECRETS + " secrets, not " + secrets.size());
        }
        String time = Long.toString(clock.instant().getEpochSecond());
        return secrets.stream()
                .map(secret -> "v1=" + HexFormat.of().formatHex(Signing.signature(secret.key(), time, body)))
                .collect(Collectors.joining(",", "t=" + time + ",", ""));
    }
}
