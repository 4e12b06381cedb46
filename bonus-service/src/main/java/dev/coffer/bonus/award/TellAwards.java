package dev.coffer.bonus.award;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;

/** Tells what became of awards by what happened in their wallets. */
public final class TellAwards {

    private final Outbox outbox;

    TellAwards(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Tells nothing of one that was the user's own at once. */
    public void activated(UnitOfWork unit, Award award) {
        if (award.state() instanceof AwardState.Active(Instant until)) {
            add(
                    unit,
                    award,
                    new AwardEvents.Activated(
                            award.id(),
                            award.userId(),
                            award.terms().name(),
                            award.value().toDecimal(),
                            AwardEvents.money(award, award.required()),
                            award.value().currency().code(),
                            until.toString()));
        }
    }

    /** Tells nothing where not a whole percent has changed, so that a bonus tells so about a hundred times, however many bets there are. */
    public void progressed(UnitOfWork unit, int percentBefore, Award award) {
        if (award.percent() != percentBefore) {
            add(
                    unit,
                    award,
                    new AwardEvents.Progressed(
                            award.id(),
                            award.userId(),
                            award.terms().name(),
                            award.percent(),
                            AwardEvents.money(award, award.money().wagered()),
                            award.value().currency().code()));
        }
    }

    public void requirementsMet(UnitOfWork unit, Award award) {
        add(
                unit,
                award,
                new AwardEvents.RequirementsMet(
                        award.id(), award.userId(), award.terms().name()));
    }

    private void add(UnitOfWork unit, Award award, Object event) {
        outbox.add(unit, EventDraft.of(event, award.userId(), award.tenantId()).onBehalfOf(award.userId()));
    }
}
