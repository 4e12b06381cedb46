package dev.coffer.sample.item;

import java.time.Instant;

/**
 * An item of a user.
 *
 * @param name 1 to {@value #MAX_NAME} characters
 * [sagas]
 * @param isApproved whether staff have approved it
 * [/sagas]
 * @param version counts the changes, from 1
 */
record Item(
        String id,
        String tenantId,
        String userId,
        String name,
        // [sagas]
        boolean isApproved,
        // [/sagas]
        int version,
        Instant createdAt) {

    static final int MAX_NAME = 80;

    Item {
        name = name(name);
        if (version < 1) {
            throw new IllegalArgumentException("The version of " + id + " must be at least 1, not " + version);
        }
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "Give a name of 1 to " + MAX_NAME + " characters without control characters.");
        }
        return name;
    }

    Item renamed(String next) {
        return new Item(
                id,
                tenantId,
                userId,
                next,
                // [sagas]
                isApproved,
                // [/sagas]
                version + 1,
                createdAt);
    }
    // [sagas]

    Item approved() {
        return new Item(id, tenantId, userId, name, true, version + 1, createdAt);
    }
    // [/sagas]
}
