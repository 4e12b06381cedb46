package dev.coffer.bonus.live;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardTold;
import dev.coffer.bonus.award.Awards;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.core.graphql.LiveFollowers;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Tells users how their bonuses stand, whenever that changes. Of several changes in a short time only the last may be told. */
final class FollowBonuses implements EventOnlooker {

    private static final Logger LOG = LoggerFactory.getLogger(FollowBonuses.class);

    private final LiveFollowers followers;
    private final Awards awards;

    FollowBonuses(LiveFollowers followers, Awards awards) {
        this.followers = followers;
        this.awards = awards;
    }

    /**
     * Begins at once, not when it is subscribed to.
     *
     * @param awardId of the caller's own; null for all of them, also those that are given later
     * @throws CodedException NOT_FOUND for one that is not the caller's; UNAVAILABLE; TOO_MANY_REQUESTS
     */
    Flux<Award> follow(Caller caller, @Nullable String awardId) {
        if (awardId != null && find(caller, awardId).isEmpty()) {
            throw CodedException.notFound("bonus", awardId);
        }
        Map<String, Long> told = new ConcurrentHashMap<>();
        return followers
                .follow(caller.tenantId(), caller.userId(), id -> look(caller, awardId, id))
                .filter(award -> isNew(told, award));
    }

    /** Two events of one change are one. */
    private static boolean isNew(Map<String, Long> told, Award award) {
        Long before = told.put(award.id(), award.version());
        return before == null || before < award.version();
    }

    private List<Award> look(Caller caller, @Nullable String wanted, String id) {
        if (id.equals(LiveFollowers.ANYTHING)) {
            return wanted == null ? newest(caller) : find(caller, wanted);
        }
        return wanted == null || wanted.equals(id) ? find(caller, id) : List.of();
    }

    private List<Award> newest(Caller caller) {
        PageRequest hundred = PageRequest.of(PageRequest.MAX_SIZE, null, null, null);
        return awards.page(caller.tenantId(), caller.userId(), hundred, false).getNodes();
    }

    /** The event said whose it is; only what is stored counts. */
    private List<Award> find(Caller caller, String awardId) {
        Award award = awards.find(caller.tenantId(), awardId);
        return award != null && award.userId().equals(caller.userId()) ? List.of(award) : List.of();
    }

    @Override
    public void event(EventEnvelope event) {
        if (followers.isEmpty()) {
            return;
        }
        try {
            String awardId = AwardTold.awardId(event);
            if (awardId != null) {
                followers.changed(event.tenantId(), event.key(), awardId);
            }
        } catch (IllegalArgumentException unreadable) {
            LOG.error("The event {} cannot be read, and nobody who follows is told", event, unreadable);
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
