package dev.coffer.bonus.award;

import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.util.function.UnaryOperator;

/** The sagas of awards: begins them and tells them what payment-service did. */
public final class AwardSagas {

    private final Sagas sagas;
    private final Saga<Giving> giving;
    private final Saga<Closing> converting;
    private final Saga<Closing> ending;

    AwardSagas(Sagas sagas, Saga<Giving> giving, Saga<Closing> converting, Saga<Closing> ending) {
        this.sagas = sagas;
        this.giving = giving;
        this.converting = converting;
        this.ending = ending;
    }

    void give(UnitOfWork unit, Award award) {
        boolean isApproved = !(award.state() instanceof AwardState.Pending pending && pending.needsApproval());
        sagas.start(
                unit,
                giving,
                new Sagas.Subject(award.tenantId(), award.userId(), award.id()),
                new Giving(award.id(), isApproved, false, null));
    }

    /** @return whether it still waited for that */
    boolean approve(UnitOfWork unit, Award award) {
        return sagas.tell(unit, giving, award.tenantId(), award.id(), data -> StepResult.done(data.approve()))
                == Sagas.Told.NOTED;
    }

    /** @return whether it still waited for that */
    boolean decline(UnitOfWork unit, Award award, String reason) {
        return sagas.tell(unit, giving, award.tenantId(), award.id(), data -> StepResult.refused(reason))
                == Sagas.Told.NOTED;
    }

    /** The money of an award is in the wallet. */
    public void credited(UnitOfWork unit, Award award) {
        sagas.tell(unit, giving, award.tenantId(), award.id(), data -> StepResult.done(data.credited()));
    }

    /** Payment-service books nothing for an award. @param round 0 as it is given, else the round of its end */
    public void refused(UnitOfWork unit, Award award, int round, String reason) {
        if (round == 0) {
            sagas.tell(unit, giving, award.tenantId(), award.id(), data -> StepResult.done(data.refused(reason)));
        } else {
            locked(unit, award, round, 0, 0);
        }
    }

    /**
     * Has the money of an award that ends, or has ended, put out of use and brought to where it belongs.
     *
     * @param award that is not being closed already
     * @return the award as it is to be saved
     */
    public Award close(UnitOfWork unit, Award award) {
        if (award.money().isClosing()) {
            throw new IllegalStateException(award + " is being closed already");
        }
        Award closing = award.with(award.money().closing());
        CloseSteps.begin(unit, sagas, saga(award), closing);
        return closing;
    }

    /** Money is out of use for an award. @param own what of {@code locked} is its own */
    public void locked(UnitOfWork unit, Award award, int round, long own, long locked) {
        tell(unit, award, round, closing -> closing.locked(own, locked));
    }

    /** What was out of use for an award is where it belongs. */
    public void closed(UnitOfWork unit, Award award, int round) {
        tell(unit, award, round, Closing::done);
    }

    private void tell(UnitOfWork unit, Award award, int round, UnaryOperator<Closing> fact) {
        sagas.tell(
                unit,
                saga(award),
                award.tenantId(),
                CloseSteps.key(award.id(), round),
                closing -> StepResult.done(fact.apply(closing)));
    }

    private Saga<Closing> saga(Award award) {
        return switch (award.state()) {
            case AwardState.RequirementsMet met -> converting;
            case AwardState.Over over when over.status() == AwardState.Status.CONVERTED -> converting;
            case AwardState.Over over -> ending;
            case AwardState.Locked locked -> ending;
            case AwardState.Open open -> throw new IllegalStateException(award + " does not end");
            case AwardState.Pending pending -> throw new IllegalStateException(award + " does not end");
        };
    }
}
