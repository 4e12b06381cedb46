package dev.coffer.bonus.player;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** What players have paid with, by the opaque names that payment-service tells. */
public interface PaymentMethods {

    void note(UnitOfWork unit, String tenantId, String userId, String methodId, Instant at);

    /** Those that the player has paid with lately. */
    List<String> of(UnitOfWork unit, String tenantId, String userId);
}
