package dev.coffer.bonus.award;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link GiveBonus} by the saga of {@link GiveSteps}. */
final class StartAward implements GiveBonus {

    private final Awards awards;
    private final AwardSagas sagas;
    private final Ids ids;
    private final Clock clock;

    StartAward(Awards awards, AwardSagas sagas, Ids ids, Clock clock) {
        this.awards = awards;
        this.sagas = sagas;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public @Nullable Award given(UnitOfWork unit, String tenantId, String key) {
        return awards.findByKey(unit, tenantId, key);
    }

    @Override
    public Set<String> given(String tenantId, Collection<String> keys) {
        return awards.keys(tenantId, keys);
    }

    @Override
    public List<Award> givenFor(UnitOfWork unit, String tenantId, String occasion) {
        return awards.ofOccasion(unit, tenantId, occasion);
    }

    @Override
    public Award give(UnitOfWork unit, Gift gift) {
        Award award = new Award(
                ids.next(),
                gift.tenantId(),
                gift.userId(),
                gift.key(),
                gift.terms(),
                gift.value(),
                gift.deposit(),
                gift.givenBy(),
                new AwardState.Pending(gift.needsApproval()),
                AwardMoney.NONE,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                1);
        Award given = awards.insert(unit, award);
        if (given != null) {
            return given;
        }
        sagas.give(unit, award);
        return award;
    }
}
