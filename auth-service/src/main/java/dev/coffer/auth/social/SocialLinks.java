package dev.coffer.auth.social;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts elsewhere that users sign in with: at most one of each provider for a user, and one user for each. */
interface SocialLinks {

    /** Whoever the account is linked to: provider, issuer and subject are all the same. */
    @Nullable
    SocialLink find(String tenantId, Identity identity);

    /** One of each provider at most. */
    List<SocialLink> ofUser(String tenantId, String userId);

    /** @throws Taken when the account belongs to a user already, or the user has another one of this provider */
    void insert(UnitOfWork unit, SocialLink link);

    void delete(UnitOfWork unit, SocialLink link);

    /** Ends the transaction it is thrown in. */
    final class Taken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Taken(Throwable cause) {
            super("the account elsewhere, or the user's place for one of its provider, is taken", cause);
        }
    }
}
