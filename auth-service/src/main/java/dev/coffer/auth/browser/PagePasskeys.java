package dev.coffer.auth.browser;

import dev.coffer.auth.session.Session;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Client;
import org.jspecify.annotations.Nullable;

/** Passkeys, as far as the pages ask for them. */
public interface PagePasskeys {

    /** What came of a sign-in by passkey alone. */
    sealed interface Entry {

        record Entered(Session session) implements Entry {}

        record Refused(RefusalCode reason) implements Entry {}
    }

    /**
     * What the browser hands to its authenticator, as JSON.
     *
     * @param id of a sign-in that waits for its second step
     * @return null where there is none any more, or its user has no passkey
     */
    @Nullable
    String secondStep(String id);

    /** Likewise, of whoever it may be. */
    String alone(String tenantId);

    /** @param credential an authenticator's answer to {@link #alone}, as JSON */
    Entry logIn(String tenantId, String credential, Client client);
}
