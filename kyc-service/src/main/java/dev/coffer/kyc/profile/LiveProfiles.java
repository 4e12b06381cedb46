package dev.coffer.kyc.profile;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.identity.Caller;
import java.util.List;
import reactor.core.publisher.Flux;

/** Those who follow their own profile at this replica. Whichever replica changes it, they learn of it by the relayed events. */
final class LiveProfiles implements EventOnlooker {

    static final LiveFollowers.Limits LIMITS = new LiveFollowers.Limits(20, 10_000, 2);

    /** Everybody has one. */
    private static final String PROFILE = "profile";

    private final LiveFollowers followers;
    private final KycProfiles profiles;

    /** @param profiles as last committed, not from a cache */
    LiveProfiles(LiveFollowers followers, KycProfiles profiles) {
        this.followers = followers;
        this.profiles = profiles;
    }

    /**
     * The caller's profile at each change; of several in a short time only the last may be told.
     *
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    Flux<KycProfile> follow(Caller caller) {
        return followers.follow(caller.tenantId(), caller.userId(), changed -> {
            KycProfile found = profiles.find(caller.tenantId(), caller.userId());
            return found == null ? List.of() : List.of(found);
        });
    }

    @Override
    public void event(EventEnvelope event) {
        if (event.eventType().equals(ProfileChanged.TYPE)) {
            followers.changed(event.tenantId(), event.key(), PROFILE);
        }
    }

    /** What was missed is told by the state of the moment. */
    @Override
    public void listening() {
        followers.listening();
    }

    @Override
    public void interrupted() {
        followers.interrupted();
    }
}
