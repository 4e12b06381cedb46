package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.time.Clock;

/** Removes items. */
final class RemoveItem {

    private static final String REMOVE = "remove";

    private final Items items;
    private final FindItems find;
    private final Transactions transactions;
    private final Clock clock;

    RemoveItem(Items items, FindItems find, Transactions transactions, Clock clock) {
        this.items = items;
        this.find = find;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is removed already is answered as it was, and nothing is done.
     *
     * @throws CodedException NOT_FOUND where there is and was none, or none that the caller may remove
     */
    ItemResult remove(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            Item item = items.find(unit, caller.tenantId(), id);
            if (item == null) {
                Item removed = items.findRemoved(unit, caller.tenantId(), id);
                return new ItemResult.Done(find.require(removed, caller, id, REMOVE));
            }
            items.remove(unit, find.require(item, caller, id, REMOVE), clock.instant());
            return new ItemResult.Done(item);
        });
    }
}
