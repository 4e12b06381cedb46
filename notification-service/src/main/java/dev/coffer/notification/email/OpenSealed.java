package dev.coffer.notification.email;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Opens what the emitter of an event sealed for whoever delivers: a contact, and a code after a line feed. */
final class OpenSealed {

    /** Agreed with the emitter; see {@code code.issued}. */
    static final String PURPOSE = "delivery";

    private final Seal seal;

    OpenSealed(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
    }

    /** @param code null where only a contact was sealed */
    record Opened(String contact, @Nullable String code) {

        @Override
        public String toString() {
            return "Opened[***]";
        }
    }

    /** What a sealed text of an event is bound to. */
    static String boundTo(String eventType, String tenantId, String id) {
        return String.join("|", eventType, tenantId, id);
    }

    /** @throws IllegalStateException where it was sealed with another master key, or for another event; holds nothing of it */
    Opened open(String sealed, String boundTo) {
        String text = new String(seal.open(SealedSecret.parse(sealed), boundTo), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return end < 0 ? new Opened(text, null) : new Opened(text.substring(0, end), text.substring(end + 1));
    }
}
