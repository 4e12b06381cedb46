package dev.coffer.auth.revocation;

import dev.coffer.core.identity.Revocation;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** The revocations of all tenants, each kept until every token that it is about has expired. */
interface StoredRevocations {

    /** A revocation and when it was made. */
    record Made(String id, Instant at, Revocation revocation) {}

    void insert(UnitOfWork unit, List<Made> made);

    /** Those made at that time or later; at most {@code most}, the oldest first. */
    List<Made> since(Instant from, int most);
}
