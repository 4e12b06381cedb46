package dev.coffer.auth.erasure;

import dev.coffer.core.store.UnitOfWork;

/** What one feature keeps of a person, to be erased with their account. Every bean of this type is asked. */
@FunctionalInterface
public interface PersonalData {

    /** Erases all of it; nothing where there is none. */
    void erase(UnitOfWork unit, String tenantId, String userId);
}
