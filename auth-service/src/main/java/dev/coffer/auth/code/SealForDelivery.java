package dev.coffer.auth.code;

import dev.coffer.auth.user.Contact;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Seals a contact, and a code, for an event: they stand in plain text in no outbox, stream or dead letter. The service that
 * delivers opens them with the same master key. The sealed text is the contact, and the code after a line feed.
 */
public final class SealForDelivery {

    /** What the key is derived for; agreed with the service that delivers. */
    static final String PURPOSE = "delivery";

    private final Seal seal;

    SealForDelivery(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
    }

    /**
     * @param eventType and {@code id}: what the sealed text counts for; in another event it cannot be opened
     * @param code null where only a contact is told
     */
    public String seal(String eventType, String tenantId, String id, Contact to, @Nullable String code) {
        String text = code == null ? to.value() : to.value() + "\n" + code;
        String boundTo = String.join("|", eventType, tenantId, id);
        return seal.seal(text.getBytes(StandardCharsets.UTF_8), boundTo).toText();
    }
}
