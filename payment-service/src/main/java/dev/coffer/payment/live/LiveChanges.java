package dev.coffer.payment.live;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventOnlooker;
import dev.coffer.payment.ledger.LedgerEvents;
import dev.coffer.payment.ledger.WalletOwner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Those who follow at this replica, by tenant and user, and the ledger's events on their way to them. */
final class LiveChanges implements EventOnlooker {

    private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);

    private static final Set<String> TYPES =
            LedgerEvents.TYPES.stream().map(type -> type.name()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> MOVEMENTS = Set.copyOf(LedgerEvents.TYPES_OF_MOVEMENTS);

    private final LiveSettings settings;
    private final Map<Followed, Set<Follower>> followers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isListening;
    private volatile boolean isStopping;

    LiveChanges(LiveSettings settings) {
        this.settings = settings;
    }

    /** Whose wallets. */
    private record Followed(String tenantId, String userId) {}

    /** How many follow here. */
    int count() {
        return count.get();
    }

    /**
     * @return to be run once, when the follower goes
     * @throws CodedException UNAVAILABLE while changes cannot be heard, TOO_MANY_REQUESTS where there are too many already
     */
    Runnable follow(String tenantId, String userId, Follower follower) {
        if (isStopping) {
            throw stopping();
        }
        if (!isListening) {
            throw away();
        }
        Followed followed = new Followed(tenantId, userId);
        Set<Follower> all = followers.compute(followed, (whose, before) -> {
            Set<Follower> set = before == null ? new CopyOnWriteArraySet<>() : before;
            if (set.size() < settings.perUser() && count.get() < settings.perReplica()) {
                set.add(follower);
                count.incrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
        if (all == null || !all.contains(follower)) {
            throw new CodedException(
                    CommonError.TOO_MANY_REQUESTS,
                    "There are as many subscriptions as there may be, of yours or of all. Complete one first.");
        }
        return () -> leave(followed, follower);
    }

    private void leave(Followed followed, Follower follower) {
        followers.computeIfPresent(followed, (whose, set) -> {
            if (set.remove(follower)) {
                count.decrementAndGet();
            }
            return set.isEmpty() ? null : set;
        });
    }

    static CodedException away() {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "Changes cannot be followed at the moment. Ask for the present state, and subscribe again in a while.");
    }

    private static CodedException stopping() {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "The service is about to stop. Subscribe again, then ask for the present state.");
    }

    @Override
    public void event(EventEnvelope event) {
        if (followers.isEmpty() || !TYPES.contains(event.eventType())) {
            return;
        }
        JsonNode data;
        try {
            data = JsonMapper.shared().readTree(event.data());
        } catch (JacksonException unreadable) {
            LOG.error("The event {} cannot be read, and nobody who follows is told", event, unreadable);
            return;
        }
        String userId = data.path("userId").asString("");
        Set<Follower> concerned = followers.get(new Followed(event.tenantId(), userId));
        if (concerned != null) {
            Follower.Change change = new Follower.Change(
                    event.key(), LedgerEvents.transferId(event), MOVEMENTS.contains(event.eventType()));
            concerned.forEach(follower -> follower.changed(change));
        }
    }

    @Override
    public void listening() {
        isListening = true;
        LOG.info("Changes of wallets and transfers can be followed");
        each(Follower::resumed);
    }

    @Override
    public void interrupted() {
        if (isListening) {
            LOG.warn("Redis is away: changes of wallets and transfers cannot be followed, {} did so", count);
        }
        isListening = false;
        each(Follower::interrupted);
    }

    /** Ends all of them, so that the replica can stop. */
    void stop() {
        isStopping = true;
        each(follower -> follower.fail(stopping()));
    }

    private void each(Consumer<Follower> tell) {
        followers.values().forEach(set -> set.forEach(tell));
    }

    /** The user whose wallet it is, for comparing. */
    static boolean isOf(WalletOwner owner, String userId) {
        return owner.equals(new WalletOwner.User(userId));
    }
}
