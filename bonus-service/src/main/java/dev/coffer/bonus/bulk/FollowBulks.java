package dev.coffer.bonus.bulk;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.identity.Caller;
import java.util.List;
import reactor.core.publisher.Flux;

/** Tells operators how far a bulk is, at whichever replica it is worked off. */
final class FollowBulks implements EventOnlooker {

    static final LiveFollowers.Limits LIMITS = new LiveFollowers.Limits(20, 1_000, 2);

    private final LiveFollowers followers;
    private final BonusBulks bulks;

    FollowBulks(LiveFollowers followers, BonusBulks bulks) {
        this.followers = followers;
        this.bulks = bulks;
    }

    /** From how far it is now, until it is done. @throws CodedException NOT_FOUND; UNAVAILABLE; TOO_MANY_REQUESTS */
    Flux<BonusBulk> follow(Caller caller, String bulkId) {
        if (bulks.find(caller.tenantId(), bulkId) == null) {
            throw CodedException.notFound("bulk", bulkId);
        }
        // Whoever follows a bulk follows that, and not what is their own.
        Flux<BonusBulk> told = followers.follow(caller.tenantId(), bulkId, changed -> {
            BonusBulk found = bulks.find(caller.tenantId(), bulkId);
            return found == null ? List.of() : List.of(found);
        });
        followers.changed(caller.tenantId(), bulkId, LiveFollowers.ANYTHING);
        return told.takeUntil(bulk -> bulk.endedAt() != null);
    }

    @Override
    public void event(EventEnvelope event) {
        if (event.eventType().equals(BulkProgressed.TYPE)) {
            followers.changed(event.tenantId(), event.key(), BulkProgressed.TYPE);
        }
    }

    @Override
    public void listening() {
        followers.listening();
    }

    @Override
    public void interrupted() {
        followers.interrupted();
    }
}
