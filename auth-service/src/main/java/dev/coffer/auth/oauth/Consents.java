package dev.coffer.auth.oauth;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consents of all tenants' users, one for each user and application. */
interface Consents {

    /** Lists are cut here. */
    int MOST_LISTED = 100;

    @Nullable
    Consent find(String tenantId, String userId, String clientId);

    /** The user's, the newest first, at most {@value #MOST_LISTED}. */
    List<Consent> all(String tenantId, String userId);

    /** In place of what the user consented to before. */
    void save(UnitOfWork unit, Consent consent);

    /** Says whether there was one. */
    boolean delete(UnitOfWork unit, String tenantId, String userId, String clientId);

    void deleteOfClient(UnitOfWork unit, String tenantId, String clientId);
}
