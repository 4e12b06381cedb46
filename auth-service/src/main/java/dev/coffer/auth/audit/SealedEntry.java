package dev.coffer.auth.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry and its place in its tenant's chain.
 *
 * @param entry null where what is stored cannot be read: then somebody has changed it
 * @param seal null where it was recorded a moment ago and is not chained yet
 */
record SealedEntry(
        String id, @Nullable AuditEntry entry, @Nullable Link seal) {

    /**
     * A place in the chain.
     *
     * @param seq from 1, without gaps
     * @param hash 64 hexadecimal digits
     */
    record Link(long seq, String hash) {

        /** Before the first entry. */
        static final Link NONE = new Link(0, "");
    }
}
