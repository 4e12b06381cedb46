// [events]
package dev.coffer.sample.item;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Deletes what a user had here when the account is closed. */
final class ForgetItems {

    private final Items items;

    ForgetItems(Items items) {
        this.items = items;
    }

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    Consumer consumer() {
        return Consumer.named("sample-items").from("auth").on("user.closed", UserClosed.class, this::forget);
    }

    void forget(Received<UserClosed> event, UnitOfWork unit) {
        items.erase(unit, event.envelope().tenantId(), event.data().userId());
    }
}
// [/events]
