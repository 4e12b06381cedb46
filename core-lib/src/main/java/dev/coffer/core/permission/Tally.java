package dev.coffer.core.permission;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same denial, counted, while it waits for the store.
 *
 * @param ownerIds the first few
 * @param correlationId of the last
 */
record Tally(
        Key key,
        Set<String> ownerIds,
        String reason,
        @Nullable String correlationId,
        long count,
        Instant firstAt,
        Instant lastAt) {

    /** What makes two denials the same; nothing in it is of the caller's choice but the field. */
    record Key(
            String tenantId,
            String userId,
            String resource,
            String action,
            @Nullable String field) {}

    Tally {
        ownerIds = Set.copyOf(ownerIds);
    }

    static Tally of(Denied denied) {
        return new Tally(
                denied.key(),
                denied.ownerId() == null ? Set.of() : Set.of(denied.ownerId()),
                denied.reason(),
                denied.correlationId(),
                1,
                denied.at(),
                denied.at());
    }

    Tally plus(Tally other, int mostOwners) {
        Set<String> owners = new LinkedHashSet<>(ownerIds);
        for (String owner : other.ownerIds) {
            if (owners.size() < mostOwners) {
                owners.add(owner);
            }
        }
        Tally later = lastAt.isBefore(other.lastAt) ? other : this;
        return new Tally(
                key,
                owners,
                later.reason,
                later.correlationId,
                Math.addExact(count, other.count),
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                later.lastAt);
    }
}
