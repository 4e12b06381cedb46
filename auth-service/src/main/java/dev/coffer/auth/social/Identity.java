package dev.coffer.auth.social;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is at a provider.
 *
 * @param subject their id there, which never changes
 * @param verifiedEmail an address that the provider says is theirs, and that is believed; null without one
 * @param name what they are called there, null where that is not told
 */
record Identity(
        SocialProvider provider,
        String subject,
        @Nullable String verifiedEmail,
        @Nullable String name) {

    @Override
    public String toString() {
        return "Identity[" + provider + "]";
    }
}
