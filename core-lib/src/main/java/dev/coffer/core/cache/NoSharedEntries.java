package dev.coffer.core.cache;

import java.time.Duration;

/** For a process without Redis: memory in front of the origin, and nobody to tell. */
final class NoSharedEntries implements SharedEntries {

    @Override
    public Found find(TenantKey key) {
        return new Found.Away();
    }

    @Override
    public Found replace(TenantKey key) {
        return new Found.Away();
    }

    @Override
    public Stored store(TenantKey key, Fence fence, byte[] payload, Duration ttl) {
        return Stored.AWAY;
    }

    @Override
    public void release(TenantKey key, Fence fence) {
        // Nothing is ever given out.
    }

    @Override
    public void invalidate(TenantKey key) {
        // The cache has emptied its memory; there is nothing else.
    }

    @Override
    public void invalidateAll() {
        // As above.
    }
}
