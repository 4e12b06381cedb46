package dev.coffer.core.events;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a lane's events: all in one transaction with the lane's position, or, where that fails, one by one, and the one that
 * fails at every try goes to the dead letters.
 */
final class LaneBatch {

    private static final Logger log = LoggerFactory.getLogger(LaneBatch.class);
    private static final int LONGEST_SHIFT = 6;

    private final Consumer consumer;
    private final String lane;
    private final LaneWork work;
    private final LanePositions positions;
    private final Transactions transactions;
    private final LaneTry tries;
    private final DeadLetters deadLetters;
    private final EventsLimits limits;
    private final Clock clock;
    private final LaneGauges gauges;
    private final StopSignal stop;
    private Set<String> blockedKeys = Set.of();

    LaneBatch(LaneParts parts, String lane, LaneLease lease, LaneGauges gauges) {
        this.consumer = parts.consumer();
        this.lane = lane;
        this.work = new LaneWork(parts.consumer());
        this.positions = parts.positions();
        this.transactions = parts.transactions();
        this.tries = new LaneTry(parts.transactions(), lease);
        this.deadLetters = parts.deadLetters();
        this.limits = parts.limits();
        this.clock = parts.clock();
        this.gauges = gauges;
        this.stop = parts.stop();
    }

    /** Looks again which keys wait; somebody may have settled their dead letters. */
    void refreshBlockedKeys() {
        if (consumer.keyPolicy() == KeyPolicy.WAIT) {
            blockedKeys = deadLetters.blockedKeys(consumer.name());
        }
    }

    /**
     * Applies events of this lane, in order.
     *
     * @param from where the lane stands
     * @param to where it stands afterwards, at or after the last event
     * @return where it stands, which is before {@code to} only after a stop
     */
    StreamId apply(List<Delivery> events, StreamId from, StreamId to) {
        try {
            tries.run(unit -> {
                positions.advance(unit, lane, from, to);
                work.handle(free(events, unit), unit);
            });
            gauges.handled(events.size());
            return to;
        } catch (RuntimeException failure) {
            if (events.size() > 1 && isTooMuch(failure)) {
                return applyInHalves(events, from, to);
            }
            rethrowUnlessPoison(failure);
            log.warn(
                    "{}: a batch of {} failed, trying its events one by one: {}",
                    lane,
                    events.size(),
                    failure.toString());
        }
        return applyOneByOne(events, from, to);
    }

    void handled(int events) {
        gauges.handled(events);
    }

    /** Puts the events of keys that wait into the dead letters. @return the others */
    List<Delivery> free(List<Delivery> events, UnitOfWork unit) {
        List<Delivery> free = new ArrayList<>(events.size());
        for (Delivery event : events) {
            if (blockedKeys.contains(event.key())) {
                deadLetters.add(unit, consumer.name(), event, DeadLetter.State.WAITING, List.of());
            } else {
                free.add(event);
            }
        }
        return free;
    }

    /** Where the store is not away, it may be that so many effects take longer than a transaction may. */
    private boolean isTooMuch(RuntimeException failure) {
        return failure instanceof LaneTry.TooSlow
                || !(failure instanceof LeaseLost) && StoreFailures.isUnavailable(failure) && !stop.isGiven();
    }

    private StreamId applyInHalves(List<Delivery> events, StreamId from, StreamId to) {
        log.warn("{}: a batch of {} did not get through, trying it in halves", lane, events.size());
        int half = events.size() / 2;
        StreamId middle = events.get(half - 1).id();
        StreamId reached = apply(events.subList(0, half), from, middle);
        return reached.equals(middle) ? apply(events.subList(half, events.size()), middle, to) : reached;
    }

    private StreamId applyOneByOne(List<Delivery> events, StreamId from, StreamId to) {
        StreamId at = from;
        for (Delivery event : events) {
            StreamId after = event.equals(events.getLast()) ? to : event.id();
            if (stop.isGiven()) {
                return at;
            }
            if (!tryOne(event, at, after)) {
                return at;
            }
            at = after;
        }
        return at;
    }

    /** @return false where a stop came between two tries */
    private boolean tryOne(Delivery event, StreamId from, StreamId to) {
        List<DeadLetter.Attempt> attempts = new ArrayList<>();
        boolean isBlocked = blockedKeys.contains(event.key());
        while (!isBlocked && attempts.size() < limits.attempts()) {
            try {
                tries.run(unit -> {
                    positions.advance(unit, lane, from, to);
                    work.handle(List.of(event), unit);
                });
                gauges.handled(1);
                return true;
            } catch (RuntimeException failure) {
                rethrowUnlessPoison(failure);
                attempts.add(DeadLetter.Attempt.of(clock.instant(), failure));
                log.warn("{}: try {} of {} {} failed", lane, attempts.size(), event.eventType(), event.id(), failure);
            }
            if (attempts.size() < limits.attempts()) {
                stop.pause(waitAfter(attempts.size()));
            }
            if (stop.isGiven()) {
                return false;
            }
        }
        bury(event, from, to, isBlocked ? DeadLetter.State.WAITING : DeadLetter.State.POISONED, attempts);
        return true;
    }

    private void bury(
            Delivery event, StreamId from, StreamId to, DeadLetter.State state, List<DeadLetter.Attempt> attempts) {
        transactions.run(unit -> {
            positions.advance(unit, lane, from, to);
            deadLetters.add(unit, consumer.name(), event, state, attempts);
        });
        gauges.deadLettered(1);
        log.error("{}: {} {} went to the dead letters as {}", lane, event.eventType(), event.id(), state);
        if (consumer.keyPolicy() == KeyPolicy.WAIT) {
            Set<String> more = new HashSet<>(blockedKeys);
            more.add(event.key());
            blockedKeys = Set.copyOf(more);
        }
    }

    private Duration waitAfter(int attempt) {
        long whole = limits.firstRetry().toMillis() << Math.min(attempt - 1, LONGEST_SHIFT);
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }

    /** Neither a lost lane nor a store that is away says anything about the event. */
    private static void rethrowUnlessPoison(RuntimeException failure) {
        if (failure instanceof LeaseLost || StoreFailures.isUnavailable(failure)) {
            throw failure;
        }
    }
}
