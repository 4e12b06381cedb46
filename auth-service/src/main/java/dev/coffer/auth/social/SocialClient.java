package dev.coffer.auth.social;

import dev.coffer.core.config.Secret;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the client of a provider.
 *
 * @param name what people know the provider as
 * @param secret its secret; with a {@code signer}, the private key
 * @param signer how it proves itself by tokens of its own, null where it proves itself by its secret
 * @param isEmailTrusted whether addresses count as verified that the provider calls so
 */
record SocialClient(
        SocialProvider provider,
        String name,
        String issuer,
        String clientId,
        Secret secret,
        @Nullable Signer signer,
        boolean isEmailTrusted,
        Set<String> redirectUris) {

    /** Apple's way. */
    record Signer(String teamId, String keyId) {}

    SocialClient {
        redirectUris = Set.copyOf(redirectUris);
    }

    static SocialClient of(SocialProvider provider, SocialSettings settings) {
        return new SocialClient(
                provider,
                provider.title(),
                provider.issuer(),
                settings.clientId(),
                settings.clientSecret(),
                null,
                true,
                uris(settings.redirectUris()));
    }

    static SocialClient of(AppleSettings settings) {
        return new SocialClient(
                SocialProvider.APPLE,
                SocialProvider.APPLE.title(),
                SocialProvider.APPLE.issuer(),
                settings.clientId(),
                settings.privateKey(),
                new Signer(settings.teamId(), settings.keyId()),
                true,
                uris(settings.redirectUris()));
    }

    static SocialClient of(OidcSettings settings) {
        return new SocialClient(
                SocialProvider.OIDC,
                settings.name(),
                settings.issuer(),
                settings.clientId(),
                settings.clientSecret(),
                null,
                settings.isEmailTrusted(),
                uris(settings.redirectUris()));
    }

    /** Whether nothing is missing. */
    boolean isComplete() {
        return !issuer.isBlank() && !clientId.isBlank() && secret.isSet() && !redirectUris.isEmpty();
    }

    private static Set<String> uris(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(uri -> !uri.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
