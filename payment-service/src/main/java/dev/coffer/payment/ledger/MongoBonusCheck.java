package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came out of the locked pocket for a bonus against what was put there for it. All transfers are looked at while writers
 * are at work, which proves nothing yet; what differs then is looked up by its two keys, as neither transfer ever changes. For one
 * verification.
 */
final class MongoBonusCheck {

    private final MongoCollection<BsonDocument> transfers;
    private final Map<Step, Long> open = new HashMap<>();

    private record Step(String tenantId, BonusStep step) {}

    MongoBonusCheck(MongoCollection<BsonDocument> transfers) {
        this.transfers = transfers;
    }

    void look(BsonDocument transfer) {
        String type = transfer.getString(MongoTransferDocument.TYPE).getValue();
        if (type.equals(TransferType.BONUS_LOCK.name())) {
            add(transfer, amount(transfer));
        } else if (type.equals(TransferType.BONUS_CLOSE.name())) {
            add(transfer, -amount(transfer));
        }
    }

    /** What is even is forgotten, so that only bonuses under way are kept in memory. */
    private void add(BsonDocument transfer, long change) {
        Map<String, String> metadata = new HashMap<>();
        for (BsonValue pair : transfer.getArray(MongoTransferDocument.METADATA)) {
            metadata.put(
                    pair.asDocument().getString(MongoTransferDocument.NAME).getValue(),
                    pair.asDocument().getString(MongoTransferDocument.VALUE).getValue());
        }
        Step step = new Step(transfer.getString(MongoTransferDocument.TENANT).getValue(), BonusStep.of(metadata));
        open.merge(step, change, (before, more) -> before + more == 0 ? null : before + more);
    }

    private static long amount(BsonDocument transfer) {
        return transfer.getInt64(MongoTransferDocument.AMOUNT).getValue();
    }

    /** At most {@link LedgerVerifier#MOST_FLAWS}. */
    List<Flaw> flaws() {
        List<Flaw> flaws = new ArrayList<>();
        for (Step step : open.keySet()) {
            Long closed = booked(step, TransferType.BONUS_CLOSE);
            Long locked = booked(step, TransferType.BONUS_LOCK);
            if (closed != null && !closed.equals(locked) && flaws.size() < LedgerVerifier.MOST_FLAWS) {
                flaws.add(new Flaw(
                        Kind.BONUS_DIFFERS,
                        "bonus " + step.step().awardId() + " round "
                                + step.step().round() + ", tenant " + step.tenantId(),
                        closed + " minor units came out of the locked pocket for it, and "
                                + (locked == null ? "none" : locked) + " were put there."));
            }
        }
        return flaws;
    }

    private @Nullable Long booked(Step step, TransferType type) {
        BsonDocument found = transfers
                .find(Filters.and(
                        Filters.eq(MongoTransferDocument.TENANT, step.tenantId()),
                        Filters.eq(MongoTransferDocument.KEY, step.step().key(type)),
                        MongoTransferDocument.IS_BOOKING))
                .first();
        return found == null ? null : amount(found);
    }
}
