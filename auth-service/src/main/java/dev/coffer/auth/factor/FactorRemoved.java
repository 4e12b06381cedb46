package dev.coffer.auth.factor;

import org.jspecify.annotations.Nullable;

/**
 * Event {@code factor.removed}, keyed by user.
 *
 * @param factor such as "TOTP"
 * @param by id of whoever did it: the user, or an administrator
 * @param reason the administrator's; null where it was the user
 */
record FactorRemoved(
        String userId, String factor, String by, @Nullable String reason) {

    static final String TYPE = "factor.removed";
}
