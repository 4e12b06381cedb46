package dev.coffer.notification.recipient;

import dev.coffer.core.store.UnitOfWork;

/** Keeps something about users, and drops it when an account is closed or was never confirmed. */
public interface ForgetsUsers {

    void forget(UnitOfWork unit, String tenantId, String userId);
}
