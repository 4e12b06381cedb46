package dev.coffer.auth.code;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/** How often codes were sent, counted durably and for all replicas together. */
interface SentCodes {

    /** @param key a digest: neither user nor contact can be read from it */
    Sendings find(UnitOfWork unit, String tenantId, String key);

    /** Of two transactions that save one key at once, one is run again. @param forgetAt from then on they are of no interest */
    void save(UnitOfWork unit, String tenantId, String key, Sendings sendings, Instant forgetAt);
}
