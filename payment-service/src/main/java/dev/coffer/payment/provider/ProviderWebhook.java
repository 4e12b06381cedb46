package dev.coffer.payment.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it came: nobody has checked yet whether it is from the provider.
 *
 * @param headers by lower-case name
 * @param body the very bytes, which the signature is over
 */
public record ProviderWebhook(Map<String, String> headers, byte[] body) {

    public ProviderWebhook {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** @param name in lower case */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Leaves the body out: it may be personal. */
    @Override
    public String toString() {
        return "ProviderWebhook[" + body.length + " bytes]";
    }
}
