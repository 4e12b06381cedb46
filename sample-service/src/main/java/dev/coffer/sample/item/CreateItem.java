package dev.coffer.sample.item;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes items for the caller, as many as one may have and one for each request. */
final class CreateItem {

    private final Items items;
    private final Setting<ItemSettings> settings;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    CreateItem(Items items, Setting<ItemSettings> settings, Transactions transactions, Ids ids, Clock clock) {
        this.items = items;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A request that is sent again, also at the same time, answers what it has made, as it is now. */
    ItemResult create(Caller caller, String name, String idempotencyKey) {
        int most = settings.of(caller.tenantId()).perUser();
        return transactions.inTransaction(unit -> {
            int held = items.hold(unit, caller.tenantId(), caller.userId(), most);
            Item made = items.findMade(unit, caller.tenantId(), caller.userId(), idempotencyKey);
            if (made != null) {
                return new ItemResult.Done(made);
            }
            if (held >= most) {
                return new ItemResult.Refused(ItemRefusal.ITEM_LIMIT, "input");
            }
            Item item = new Item(
                    ids.next(),
                    caller.tenantId(),
                    caller.userId(),
                    name,
                    // [sagas]
                    false,
                    // [/sagas]
                    1,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            items.insert(unit, item, idempotencyKey);
            return new ItemResult.Done(item);
        });
    }
}
