package dev.coffer.bonus.offer;

import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often and how much templates were given, for those that have a limit or a budget. */
interface Spending {

    /**
     * Takes the award off the template's limits and budgets in the caller's transaction. Two at once do not both get the last of it:
     * the later is run again and sees what the earlier has taken.
     *
     * @return why it is not taken, and then nothing is; null where it is
     */
    @Nullable
    Reason take(UnitOfWork unit, String tenantId, RunningTemplate template, Money value, Instant at);

    /**
     * Why the award would not be taken now; null where it would. Writes nothing.
     *
     * @param value null where it depends on what is not known: then it is refused where nothing at all is left
     */
    @Nullable
    Reason look(UnitOfWork unit, String tenantId, RunningTemplate template, @Nullable Money value, Instant at);

    /** Whether anything at all was left of it, as last committed. */
    boolean isLeft(String tenantId, RunningTemplate template, Instant at);
}
