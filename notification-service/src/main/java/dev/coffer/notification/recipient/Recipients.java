package dev.coffer.notification.recipient;

import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Those who are told, as the events of their registrations said. */
public interface Recipients {

    @Nullable
    Recipient find(UnitOfWork unit, String tenantId, String userId);

    /** Keeps what is known, or takes it in place of what was. */
    void keep(UnitOfWork unit, String tenantId, Recipient recipient);

    void forget(UnitOfWork unit, String tenantId, String userId);
}
