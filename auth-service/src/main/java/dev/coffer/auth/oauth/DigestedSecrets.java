package dev.coffer.auth.oauth;

import dev.coffer.auth.oauthclient.ClientSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares an application's secret with what is kept of it. */
final class DigestedSecrets implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        throw new UnsupportedOperationException("Secrets are made by us");
    }

    @Override
    public boolean matches(@Nullable CharSequence typed, @Nullable String digest) {
        return typed != null && digest != null && ClientSecret.matches(typed.toString(), digest);
    }
}
