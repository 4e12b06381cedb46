package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;

/** Gives bonuses. Money moves later, by the saga {@code bonus-award}. */
public interface GiveBonus {

    /**
     * Writes the award and what starts its saga in the caller's transaction.
     *
     * @return the award, or the one that was given for the same key before
     */
    Award give(UnitOfWork unit, Gift gift);
}
