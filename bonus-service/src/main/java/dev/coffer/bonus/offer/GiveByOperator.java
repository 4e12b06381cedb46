package dev.coffer.bonus.offer;

import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Gives a user what an operator awards, by the same decision as everything else that is given. */
public interface GiveByOperator {

    /** In the caller's transaction. A repeat with the same key gives nothing more and answers the first award. */
    Answer award(UnitOfWork unit, Request request);

    /**
     * Why nobody can be awarded the template; null where operators award it.
     *
     * @throws dev.coffer.core.errors.CodedException NOT_FOUND where no such template is published
     */
    Answer.@Nullable Refused whyNotAtAll(UnitOfWork unit, String tenantId, String templateCode);

    /** @param base what a share is taken of; null where the value is no share */
    record Request(
            String tenantId,
            String operatorId,
            String userId,
            String templateCode,
            @Nullable Money base,
            String key) {}

    /** What became of it. */
    sealed interface Answer {

        record Given(String awardId) implements Answer {}

        /** @param code as clients see it */
        record Refused(String code, String message) implements Answer {}
    }
}
