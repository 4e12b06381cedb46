package dev.coffer.auth.social;

import dev.coffer.core.errors.CodedException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes in who comes back from a provider: once, in the client that began, for what they were sent for. */
final class ComeBack {

    /** What became of it. */
    sealed interface Result {

        record Known(Identity identity) implements Result {}

        record Refused(SocialRefusal reason) implements Result {}
    }

    private final SocialStarts starts;
    private final SocialClients clients;
    private final AskProvider askProvider;
    private final Clock clock;

    ComeBack(SocialStarts starts, SocialClients clients, AskProvider askProvider, Clock clock) {
        this.starts = starts;
        this.clients = clients;
        this.askProvider = askProvider;
        this.clock = clock;
    }

    /**
     * Whatever comes of it, the state is used up.
     *
     * @param binding what the client kept
     * @param userId who links an account, null where somebody signs in
     * @throws CodedException UNAVAILABLE when the provider or the store is away
     */
    Result take(String tenantId, AskProvider.Answer answer, String binding, @Nullable String userId) {
        SocialStart start = starts.take(tenantId, SocialSecrets.digest(answer.state()));
        if (start == null || !start.isBegunBy(binding, clock.instant()) || !Objects.equals(start.userId(), userId)) {
            return new Result.Refused(SocialRefusal.SOCIAL_SIGN_IN_EXPIRED);
        }
        SocialClient client = clients.find(tenantId, start.provider());
        if (client == null) {
            return new Result.Refused(SocialRefusal.SOCIAL_PROVIDER_UNKNOWN);
        }
        Identity identity = askProvider.identify(client, answer, start.redirectUri());
        return identity == null
                ? new Result.Refused(SocialRefusal.SOCIAL_PROVIDER_REFUSED)
                : new Result.Known(identity);
    }
}
