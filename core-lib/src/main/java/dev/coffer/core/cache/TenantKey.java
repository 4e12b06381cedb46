package dev.coffer.core.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a cached value is found by. The only key that a cache takes, so that no value is ever found by another tenant. Not a record,
 * so that it can remember its hash: finding a value then reads nothing of either text.
 */
public final class TenantKey {

    static final int MAX_TENANT = 64;
    static final int MAX_ID = 256;
    private static final char SEPARATOR = ':';

    private final String tenantId;
    private final String id;
    private final int hash;

    /**
     * @param tenantId 1 to {@value #MAX_TENANT} characters, no colon
     * @param id of the thing within its tenant, one that {@link #isPossible}
     */
    public TenantKey(String tenantId, String id) {
        if (tenantId.isBlank() || tenantId.length() > MAX_TENANT || tenantId.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("No tenant of a cached value: '" + tenantId + "'");
        }
        if (!isPossible(id)) {
            throw new IllegalArgumentException("The id of a cached value has 1 to " + MAX_ID
                    + " well-formed characters; of tenant " + tenantId + " one with " + id.length());
        }
        this.tenantId = tenantId;
        this.id = id;
        this.hash = 31 * tenantId.hashCode() + id.hashCode();
    }

    public String tenantId() {
        return tenantId;
    }

    public String id() {
        return id;
    }

    /**
     * Whether that can be an id: 1 to {@value #MAX_ID} characters and no half of a surrogate pair, which would be lost on the way to
     * Redis and make one key of two. To be asked of what a client sends.
     */
    public static boolean isPossible(String id) {
        int length = id.length();
        if (length == 0 || length > MAX_ID) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (Character.isSurrogate(id.charAt(at))) {
                if (!Character.isHighSurrogate(id.charAt(at))
                        || at + 1 == length
                        || !Character.isLowSurrogate(id.charAt(at + 1))) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    /** In one word, which no other key has. */
    String text() {
        return tenantId + SEPARATOR + id;
    }

    /** @throws IllegalArgumentException for what {@link #text} never makes */
    static TenantKey parse(String text) {
        int end = text.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("No key of a cached value: '" + text + "'");
        }
        return new TenantKey(text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TenantKey that
                        && hash == that.hash
                        && id.equals(that.id)
                        && tenantId.equals(that.tenantId));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
