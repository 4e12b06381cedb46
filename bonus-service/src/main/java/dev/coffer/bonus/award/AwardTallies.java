package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;

/** Counts what becomes of awards, in the transactions in which it does. */
public interface AwardTallies {

    /** They are in a wallet, or their users' own at once. */
    void given(UnitOfWork unit, Collection<Award> awards);

    /** Money that an award held is where it belongs. @param converted what became the user's, in minor units; @param returned the house's */
    void settled(UnitOfWork unit, Award award, long converted, long returned);

    /** It was in a wallet and is over. @param status as which: not CLAIMED */
    void over(UnitOfWork unit, Award award, AwardState.Status status);
}
