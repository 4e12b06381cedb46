// [sagas]
package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.Transactions;

/** Approves what waits for it. */
final class ApproveItem {

    private final Items items;
    private final FindItems find;
    private final Sagas sagas;
    private final Saga<ItemApproval> approval;
    private final Transactions transactions;

    ApproveItem(Items items, FindItems find, Sagas sagas, Saga<ItemApproval> approval, Transactions transactions) {
        this.items = items;
        this.find = find;
        this.sagas = sagas;
        this.approval = approval;
        this.transactions = transactions;
    }

    /**
     * The saga notes it in the item a moment later.
     *
     * @throws CodedException NOT_FOUND where there is none, or none that the caller may approve
     */
    ItemResult approve(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            Item item = find.require(items.find(unit, caller.tenantId(), id), caller, id, "approve");
            Sagas.Told told =
                    sagas.tell(unit, approval, item.tenantId(), item.id(), data -> StepResult.done(data.given()));
            return told == Sagas.Told.NOTED
                    ? new ItemResult.Done(item)
                    : new ItemResult.Refused(ItemRefusal.ITEM_NOT_WAITING, "input.id");
        });
    }
}
// [/sagas]
