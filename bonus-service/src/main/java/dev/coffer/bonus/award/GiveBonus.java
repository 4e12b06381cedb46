package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives bonuses. Money moves later, by the saga {@code bonus-award}. */
public interface GiveBonus {

    /**
     * Writes the award and what starts its saga in the caller's transaction.
     *
     * @return the award, or the one that was given for the same key before
     */
    Award give(UnitOfWork unit, Gift gift);

    /** What was given for the key; null where nothing was. */
    @Nullable
    Award given(UnitOfWork unit, String tenantId, String key);

    /** Those of the keys for which something was given, as last committed. */
    Set<String> given(String tenantId, Collection<String> keys);

    /** What was given for an occasion, by whatever template: its keys are the occasion's, a colon, and the template's code. */
    List<Award> givenFor(UnitOfWork unit, String tenantId, String occasion);
}
