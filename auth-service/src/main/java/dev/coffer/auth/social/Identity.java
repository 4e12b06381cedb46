package dev.coffer.auth.social;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is at a provider.
 *
 * @param issuer the provider's own name: of {@link SocialProvider#OIDC} a tenant may choose another one day
 * @param subject their id there, which never changes; unique at the issuer, and not beyond
 * @param verifiedEmail an address that the provider says is theirs, and that is believed; null without one
 * @param name what they are called there, null where that is not told
 */
record Identity(
        SocialProvider provider,
        String issuer,
        String subject,
        @Nullable String verifiedEmail,
        @Nullable String name) {

    @Override
    public String toString() {
        return "Identity[" + provider + "]";
    }
}
