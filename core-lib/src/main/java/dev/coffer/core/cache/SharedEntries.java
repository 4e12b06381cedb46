package dev.coffer.core.cache;

import java.time.Duration;

/** The level that all processes share. None of its methods throws because the store behind it is away. */
interface SharedEntries {

    /** What the shared level knows of a key. */
    sealed interface Found {

        /** @param left how long it may still be served */
        @SuppressWarnings("ArrayRecordComponent") // carried from the store to the codec, never compared
        record Value(byte[] payload, Duration left) implements Found {}

        /**
         * Nothing.
         *
         * @param isOurs whether this caller is the one to load it; otherwise another process has begun to
         */
        record Nothing(Fence fence, boolean isOurs) implements Found {}

        /** It cannot be asked: load, and do not store. */
        record Away() implements Found {}
    }

    /** What became of a value that was to be stored. */
    enum Stored {
        STORED,
        /** An invalidation, or another process's value, came between the look for it and this. */
        OVERTAKEN,
        AWAY
    }

    /** Permission to store what is read from the origin after it was given; void as soon as the key is invalidated. */
    record Fence(String epoch, String token) {}

    /** Where nothing is found, sets a fence unless there is one. */
    Found find(TenantKey key);

    /** As {@link #find} of a key whose value cannot be read: forgets that value first. */
    Found replace(TenantKey key);

    Stored store(TenantKey key, Fence fence, byte[] payload, Duration ttl);

    /** Gives the fence up, after a load that failed. */
    void release(TenantKey key, Fence fence);

    /** Forgets the value and tells all processes; where that cannot be done now, it is done later. */
    void invalidate(TenantKey key);

    /** As {@link #invalidate}, for all keys. */
    void invalidateAll();
}
