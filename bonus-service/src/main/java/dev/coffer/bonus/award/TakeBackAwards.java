package dev.coffer.bonus.award;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** Takes back what was given for something that turns out not to have been. What is the player's own by then stays theirs. */
public final class TakeBackAwards {

    private final Awards awards;
    private final ChangeAward change;
    private final AwardSagas sagas;

    TakeBackAwards(Awards awards, ChangeAward change, AwardSagas sagas) {
        this.awards = awards;
        this.change = change;
        this.sagas = sagas;
    }

    /**
     * In the caller's transaction. A second time changes nothing.
     *
     * @param occasion what the awards were given for, whatever their template
     * @param reason a sentence for the player
     */
    public void takeBack(UnitOfWork unit, String tenantId, String occasion, String reason) {
        for (Award award : awards.ofOccasion(unit, tenantId, occasion)) {
            switch (award.state()) {
                case AwardState.Pending pending -> takeBack(unit, award, pending, reason);
                case AwardState.Open open -> change.end(unit, award, Ending.CANCELLED, reason);
                case AwardState.RequirementsMet met -> {}
                case AwardState.Locked locked -> {}
                case AwardState.Over over -> {}
            }
        }
    }

    /** What waits for an operator is not given; money that is on its way is turned round where it arrives. */
    private void takeBack(UnitOfWork unit, Award award, AwardState.Pending pending, String reason) {
        if (!pending.needsApproval() || !sagas.decline(unit, award, reason)) {
            awards.save(unit, List.of(award.with(pending.recalled(reason))));
        }
    }
}
