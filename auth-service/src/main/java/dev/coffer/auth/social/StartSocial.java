package dev.coffer.auth.social;

import dev.coffer.core.errors.CodedException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Sends somebody to a provider. */
final class StartSocial {

    /** What became of it. */
    sealed interface Result {

        /**
         * @param url where to send them
         * @param binding for the client to keep until they are back
         */
        record Started(URI url, String binding, Instant expiresAt) implements Result {

            @Override
            public String toString() {
                return "Started[expiresAt=" + expiresAt + "]";
            }
        }

        record Refused(SocialRefusal reason) implements Result {}
    }

    private final SocialClients clients;
    private final AskProvider askProvider;
    private final SocialStarts starts;
    private final SocialSecrets secrets;
    private final Clock clock;

    StartSocial(
            SocialClients clients, AskProvider askProvider, SocialStarts starts, SocialSecrets secrets, Clock clock) {
        this.clients = clients;
        this.askProvider = askProvider;
        this.starts = starts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @param userId who links an account, null where somebody signs in
     * @throws CodedException UNAVAILABLE when the provider or the store is away
     */
    Result start(String tenantId, SocialProvider provider, String redirectUri, @Nullable String userId) {
        SocialClient client = clients.find(tenantId, provider);
        if (client == null) {
            return new Result.Refused(SocialRefusal.SOCIAL_PROVIDER_UNKNOWN);
        }
        if (!client.redirectUris().contains(redirectUri)) {
            return new Result.Refused(SocialRefusal.SOCIAL_REDIRECT_NOT_ALLOWED);
        }
        String state = secrets.make();
        String binding = secrets.make();
        URI url = askProvider.question(client, state, redirectUri);
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(SocialStart.LIFE);
        starts.add(new SocialStart(
                SocialSecrets.digest(state),
                tenantId,
                provider,
                redirectUri,
                SocialSecrets.digest(binding),
                userId,
                expiresAt));
        return new Result.Started(url, binding, expiresAt);
    }
}
