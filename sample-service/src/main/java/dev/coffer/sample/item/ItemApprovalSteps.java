// [sagas]
package dev.coffer.sample.item;

import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;

/** The saga {@code item-approval}: waits until staff approve the item, then notes that; removes it where nobody does in time. */
final class ItemApprovalSteps {

    private static final String NAME = "item-approval";

    private final Items items;
    private final Duration within;
    private final Clock clock;

    /** @param items without what a saga of their own begins @param within how long an item waits */
    ItemApprovalSteps(Items items, Duration within, Clock clock) {
        this.items = items;
        this.within = within;
        this.clock = clock;
    }

    Saga<ItemApproval> saga() {
        return Saga.named(NAME, 1, ItemApproval.class)
                .step(Step.await("wait", ItemApproval::isGiven).within(within).compensate(this::remove))
                .step(Step.local("approve", this::approve));
    }

    private StepResult<ItemApproval> approve(SagaRun<ItemApproval> run, UnitOfWork unit) {
        Item item = items.find(unit, run.tenantId(), run.key());
        if (item != null && !item.isApproved()) {
            items.save(unit, item.approved());
        }
        return StepResult.done(run.data());
    }

    /** Its owner may have removed it already. */
    private void remove(SagaRun<ItemApproval> run, UnitOfWork unit) {
        Item item = items.find(unit, run.tenantId(), run.key());
        if (item != null) {
            items.remove(unit, item, clock.instant());
        }
    }
}
// [/sagas]
