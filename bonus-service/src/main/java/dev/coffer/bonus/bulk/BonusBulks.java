package dev.coffer.bonus.bulk;

import dev.coffer.bonus.offer.GiveByOperator.Answer;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is given to many users, and to whom of them it was. What belongs to another tenant is not there. */
interface BonusBulks {

    /** As last committed. */
    @Nullable
    BonusBulk find(String tenantId, String id);

    /** What the operator began with the key. */
    @Nullable
    BonusBulk begun(UnitOfWork unit, String tenantId, String operatorId, String key);

    /** With all its users, who wait. @param key of the operator's own */
    void insert(UnitOfWork unit, BonusBulk bulk, String key, List<String> userIds);

    /** Takes one that is not done and that nobody has, of whatever tenant, the oldest first. */
    @Nullable
    BonusBulk lease(String holder, Instant now, Instant until);

    /** @return whether the holder still had it */
    boolean renew(BonusBulk bulk, String holder, Instant until);

    /** Lets others have it at once. */
    void giveBack(BonusBulk bulk, String holder);

    /** Users who wait, in their order. */
    List<Waiting> waiting(BonusBulk bulk, int limit);

    /** A user, and the place among all. */
    record Waiting(int place, String userId) {}

    /** @return whether the user still waited; from then on nobody else answers them before this transaction is over */
    boolean take(UnitOfWork unit, BonusBulk bulk, Waiting user);

    /** Notes what became of a user who was taken. @return the bulk with that; done where it was the last */
    BonusBulk answer(UnitOfWork unit, BonusBulk bulk, Waiting user, Answer answer, Instant now);

    /** In the order of the users. @param isCounted whether the total is asked for */
    Connection<BulkRefusal> refusals(String tenantId, String id, PageRequest request, boolean isCounted);
}
