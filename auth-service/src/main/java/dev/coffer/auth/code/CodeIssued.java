package dev.coffer.auth.code;

import dev.coffer.auth.user.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event {@code code.issued}, keyed by user: a one-time code is to be delivered. The code and the contact are sealed, bound to the
 * type of the event, the tenant and the code's id.
 *
 * @param userId null where nobody has the contact: then nothing is to be delivered, and the event is there so that asking for a
 *     code costs the same
 * @param sealed see {@link SealForDelivery}
 */
record CodeIssued(
        String codeId,
        @Nullable String userId,
        CodePurpose purpose,
        Contact.Channel channel,
        String locale,
        Instant expiresAt,
        String sealed) {

    static final String TYPE = "code.issued";

    @Override
    public String toString() {
        return "CodeIssued[" + codeId + ", " + purpose + "]";
    }
}
