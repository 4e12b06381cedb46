package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;

/** Gives an item another name, where it still is what the caller has seen. */
final class RenameItem {

    private final Items items;
    private final FindItems find;
    private final Transactions transactions;

    RenameItem(Items items, FindItems find, Transactions transactions) {
        this.items = items;
        this.find = find;
        this.transactions = transactions;
    }

    /**
     * The same request again is done already.
     *
     * @throws CodedException NOT_FOUND where there is none, or none that the caller may change
     */
    ItemResult rename(Caller caller, String id, String name, int version) {
        return transactions.inTransaction(unit -> {
            Item item = find.require(items.find(unit, caller.tenantId(), id), caller, id, "update");
            boolean isDone = item.version() == version + 1 && item.name().equals(name);
            if (isDone) {
                return new ItemResult.Done(item);
            }
            if (item.version() != version) {
                return new ItemResult.Refused(ItemRefusal.ITEM_CHANGED, "input.version");
            }
            Item renamed = item.renamed(name);
            items.save(unit, renamed);
            return new ItemResult.Done(renamed);
        });
    }
}
