package dev.coffer.bonus.award;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What players and operators do with awards. */
final class ChangeAward {

    private final Awards awards;
    private final AwardSagas sagas;
    private final Transactions transactions;

    ChangeAward(Awards awards, AwardSagas sagas, Transactions transactions) {
        this.awards = awards;
        this.sagas = sagas;
        this.transactions = transactions;
    }

    /** What became of it. */
    sealed interface Result {

        record Changed(Award award) implements Result {}

        record Refused(AwardRefusal code) implements Result {}
    }

    /** The player gives it up. @throws CodedException NOT_FOUND where it is not there or somebody else's */
    Result forfeit(Caller caller, String awardId) {
        return change(caller.tenantId(), awardId, (unit, award) -> {
            requireOwn(caller, award);
            return end(unit, award, Ending.FORFEITED, null);
        });
    }

    static void requireOwn(Caller caller, Award award) {
        if (!award.userId().equals(caller.userId())) {
            throw CodedException.notFound("bonus", award.id());
        }
    }

    /** An operator takes it back. @throws CodedException NOT_FOUND */
    Result cancel(Caller caller, String awardId, String reason) {
        return change(
                caller.tenantId(),
                awardId,
                (unit, award) -> isOwn(caller, award)
                        ? new Result.Refused(AwardRefusal.BONUS_OF_OWN)
                        : end(unit, award, Ending.CANCELLED, reason));
    }

    /** An operator gives more time, or less. @param until in the future @throws CodedException NOT_FOUND */
    Result extend(Caller caller, String awardId, Instant until) {
        return change(caller.tenantId(), awardId, (unit, award) -> {
            if (isOwn(caller, award)) {
                return new Result.Refused(AwardRefusal.BONUS_OF_OWN);
            }
            return award.state() instanceof AwardState.Open open
                    ? save(unit, award.with(open.extended(until.truncatedTo(ChronoUnit.MILLIS))))
                    : new Result.Refused(AwardRefusal.BONUS_NOT_OPEN);
        });
    }

    /** A second operator lets it be given. @throws CodedException NOT_FOUND */
    Result approve(Caller caller, String awardId) {
        return decide(
                caller,
                awardId,
                (unit, award) -> award.state() instanceof AwardState.Pending pending && sagas.approve(unit, award)
                        ? save(unit, award.with(pending.approved()))
                        : new Result.Refused(AwardRefusal.BONUS_NOT_PENDING));
    }

    /** A second operator does not. It is cancelled a moment later. @throws CodedException NOT_FOUND */
    Result decline(Caller caller, String awardId, String reason) {
        return decide(
                caller,
                awardId,
                (unit, award) -> sagas.decline(unit, award, reason)
                        ? new Result.Changed(award)
                        : new Result.Refused(AwardRefusal.BONUS_NOT_PENDING));
    }

    private Result decide(Caller caller, String awardId, BiFunction<UnitOfWork, Award, Result> decision) {
        return change(caller.tenantId(), awardId, (unit, award) -> {
            if (isOwn(caller, award) || caller.userId().equals(award.givenBy())) {
                return new Result.Refused(AwardRefusal.BONUS_OF_OWN);
            }
            boolean waits = award.state() instanceof AwardState.Pending pending && pending.needsApproval();
            return waits ? decision.apply(unit, award) : new Result.Refused(AwardRefusal.BONUS_NOT_PENDING);
        });
    }

    /** Its time is over, or a withdrawal ends it; nothing is done where it ends already. */
    Result end(UnitOfWork unit, Award award, Ending ending, @Nullable String reason) {
        return award.state() instanceof AwardState.Open open
                ? save(unit, sagas.close(unit, award.with(open.ended(ending, reason))))
                : new Result.Refused(AwardRefusal.BONUS_NOT_OPEN);
    }

    private Result save(UnitOfWork unit, Award award) {
        awards.save(unit, List.of(award));
        return new Result.Changed(award);
    }

    private Result change(String tenantId, String awardId, BiFunction<UnitOfWork, Award, Result> work) {
        return transactions.inTransaction(unit -> {
            Award award = awards.find(unit, tenantId, awardId);
            if (award == null) {
                throw CodedException.notFound("bonus", awardId);
            }
            return work.apply(unit, award);
        });
    }

    private static boolean isOwn(Caller caller, Award award) {
        return award.userId().equals(caller.userId());
    }
}
