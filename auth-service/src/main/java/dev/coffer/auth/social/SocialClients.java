package dev.coffer.auth.social;

import dev.coffer.core.config.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The providers that tenants have switched on. */
final class SocialClients {

    private final Map<SocialProvider, Setting<SocialSettings>> plain;
    private final Setting<AppleSettings> apple;
    private final Setting<OidcSettings> oidc;

    /** @param plain of the providers that differ in nothing but data */
    SocialClients(
            Map<SocialProvider, Setting<SocialSettings>> plain,
            Setting<AppleSettings> apple,
            Setting<OidcSettings> oidc) {
        this.plain = Map.copyOf(plain);
        this.apple = apple;
        this.oidc = oidc;
    }

    /** Null for one that is off, or of which something is missing. */
    @Nullable
    SocialClient find(String tenantId, SocialProvider provider) {
        SocialClient client = switch (provider) {
            case APPLE -> {
                AppleSettings settings = apple.of(tenantId);
                yield settings.enabled() ? SocialClient.of(settings) : null;
            }
            case OIDC -> {
                OidcSettings settings = oidc.of(tenantId);
                yield settings.enabled() ? SocialClient.of(settings) : null;
            }
            case GOOGLE, FACEBOOK, LINKEDIN -> {
                SocialSettings settings =
                        Objects.requireNonNull(plain.get(provider)).of(tenantId);
                yield settings.enabled() ? SocialClient.of(provider, settings) : null;
            }
        };
        return client != null && client.isComplete() ? client : null;
    }

    List<SocialClient> all(String tenantId) {
        return Arrays.stream(SocialProvider.values())
                .map(provider -> find(tenantId, provider))
                .filter(Objects::nonNull)
                .toList();
    }
}
