// [webhooks]
package dev.coffer.sample.item;

import dev.coffer.core.events.Endings;
import dev.coffer.core.store.Transactions;
import java.time.Clock;

/** Takes over the name that a partner has given an item, once for each of the partner's events. */
final class TakeOverName {

    private final Items items;
    private final Endings handled;
    private final Transactions transactions;
    private final Clock clock;

    TakeOverName(Items items, Endings handled, Transactions transactions, Clock clock) {
        this.items = items;
        this.handled = handled;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param eventId of the partner's: what was taken over under it is not again, however often it comes
     * @param name 1 to {@value Item#MAX_NAME} characters
     * @return whether there is such an item
     */
    boolean takeOver(String tenantId, String eventId, String id, String name) {
        return transactions.inTransaction(unit -> {
            Item item = items.find(unit, tenantId, id);
            if (item == null) {
                return false;
            }
            if (!handled.isOver(unit, tenantId, eventId)) {
                handled.end(unit, tenantId, eventId, clock.instant());
                items.save(unit, item.renamed(name));
            }
            return true;
        });
    }
}
// [/webhooks]
