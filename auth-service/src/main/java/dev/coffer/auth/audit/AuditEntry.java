package dev.coffer.auth.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of an act. Everything is chained but the aside, of which the chain holds a salted digest only: it can be erased
 * and nothing else can.
 *
 * @param kind name of an {@link AuditKind}
 * @param at in whole milliseconds
 * @param correlationId of the request that it happened in, null for none; what follows from one act bears the same
 * @param aside what somebody typed; null where that is nothing, or was erased
 * @param asideDigest null where there never was an aside
 */
record AuditEntry(
        String id,
        String tenantId,
        Instant at,
        String kind,
        @Nullable String actorId,
        @Nullable String subjectId,
        SortedMap<String, String> details,
        @Nullable String correlationId,
        @Nullable Aside aside,
        @Nullable String asideDigest) {

    /** @param salt so that a text that was erased cannot be guessed from its digest; hexadecimal */
    record Aside(String reason, String salt) {}

    AuditEntry {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** Whether the aside is the one that the chain vouches for, or was erased. */
    boolean hasTrueAside() {
        return aside == null || Objects.equals(asideDigest, AuditChain.digestOf(aside));
    }
}
