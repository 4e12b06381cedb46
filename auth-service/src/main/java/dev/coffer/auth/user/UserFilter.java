package dev.coffer.auth.user;

import org.jspecify.annotations.Nullable;

/**
 * Which users are asked for: those who match all that is given.
 *
 * @param role the name of a role that they hold
 * @param contact exactly their e-mail address or phone number, in canonical form
 */
record UserFilter(
        @Nullable UserStatus status,
        @Nullable String role,
        @Nullable String contact) {

    static final UserFilter ALL = new UserFilter(null, null, null);
}
