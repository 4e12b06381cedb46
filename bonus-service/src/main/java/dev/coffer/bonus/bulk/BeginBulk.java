package dev.coffer.bonus.bulk;

import dev.coffer.bonus.offer.GiveByOperator;
import dev.coffer.bonus.offer.GiveByOperator.Answer;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins to give a bonus to many users. */
final class BeginBulk {

    private final BonusBulks bulks;
    private final GiveByOperator give;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    BeginBulk(BonusBulks bulks, GiveByOperator give, Transactions transactions, Ids ids, Clock clock) {
        this.bulks = bulks;
        this.give = give;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param key of the operator's own; @param userIds none twice */
    record Command(
            String tenantId,
            String operatorId,
            String templateCode,
            List<String> userIds,
            @Nullable Money base,
            String key) {

        Command {
            userIds = List.copyOf(userIds);
        }
    }

    /** What became of it. */
    sealed interface Result {

        record Begun(BonusBulk bulk) implements Result {}

        record Refused(String code, String message) implements Result {}
    }

    /** A repeat answers what was begun. */
    Result begin(Command command) {
        return transactions.inTransaction(unit -> {
            BonusBulk before = bulks.begun(unit, command.tenantId(), command.operatorId(), command.key());
            if (before != null) {
                return new Result.Begun(before);
            }
            Answer.Refused refused = give.whyNotAtAll(unit, command.tenantId(), command.templateCode());
            if (refused != null) {
                return new Result.Refused(refused.code(), refused.message());
            }
            BonusBulk bulk = bulk(command);
            bulks.insert(unit, bulk, command.key(), command.userIds());
            return new Result.Begun(bulk);
        });
    }

    private BonusBulk bulk(Command command) {
        return new BonusBulk(
                ids.next(),
                command.tenantId(),
                command.templateCode(),
                command.base(),
                command.operatorId(),
                command.userIds().size(),
                0,
                0,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null);
    }
}
