package dev.coffer.core.events;

import dev.coffer.core.store.StoreFailures;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a lane's dead letters again where somebody asked for it, and lets those follow that waited behind one that is gone. The
 * lane does it itself, between two reads: so nobody handles another event of the key meanwhile, and order is kept.
 */
final class LaneLetters {

    private static final Logger log = LoggerFactory.getLogger(LaneLetters.class);

    private final LaneParts parts;
    private final String lane;
    private final int number;
    private final int lanes;
    private final LaneWork work;
    private final LaneTry tries;
    private final LaneGauges gauges;

    LaneLetters(LaneParts parts, String lane, int number, int lanes, LaneLease lease, LaneGauges gauges) {
        this.parts = parts;
        this.lane = lane;
        this.number = number;
        this.lanes = lanes;
        this.work = new LaneWork(parts.consumer());
        this.tries = new LaneTry(parts.transactions(), lease);
        this.gauges = gauges;
    }

    /** Tries whatever is due now. */
    void settle() {
        Consumer consumer = parts.consumer();
        if (consumer.keyPolicy() == KeyPolicy.PASS) {
            for (Document letter : parts.deadLetters().retrying(consumer.name())) {
                if (isOurs(letter.getString("key"))) {
                    retry(letter);
                }
            }
            return;
        }
        for (String key : parts.deadLetters().blockedKeys(consumer.name())) {
            if (isOurs(key)) {
                settle(key);
            }
        }
    }

    private boolean isOurs(String key) {
        return Delivery.laneOf(key, lanes) == number && !parts.stop().isGiven();
    }

    /** From the oldest letter of the key on, until one is poisoned. */
    private void settle(String key) {
        Document letter = due(key);
        while (letter != null && isOurs(key) && retry(letter)) {
            letter = due(key);
        }
    }

    private @Nullable Document due(String key) {
        Document first = parts.deadLetters().first(parts.consumer().name(), key);
        return first == null || DeadLetters.stateOf(first) == DeadLetter.State.POISONED ? null : first;
    }

    private boolean retry(Document letter) {
        parts.positions().renew(lane);
        Delivery delivery = DeadLetters.deliveryOf(letter);
        try {
            tries.run(unit -> {
                parts.deadLetters().settle(unit, letter);
                work.handle(List.of(delivery), unit);
            });
            gauges.handled(1);
            log.info("{}: dead letter {} has its effect now", lane, letter.get("_id"));
            return true;
        } catch (RuntimeException failure) {
            if (failure instanceof LeaseLost || StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            parts.deadLetters().failedAgain(letter, failure);
            log.warn("{}: dead letter {} failed again: {}", lane, letter.get("_id"), failure.toString());
            return false;
        }
    }
}
