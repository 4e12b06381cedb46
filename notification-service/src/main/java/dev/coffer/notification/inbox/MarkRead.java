package dev.coffer.notification.inbox;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Marks one of the caller's messages as read. */
final class MarkRead {

    private final Inbox inbox;
    private final Transactions transactions;
    private final Clock clock;

    MarkRead(Inbox inbox, Transactions transactions, Clock clock) {
        this.inbox = inbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CodedException NOT_FOUND when the caller has no such message */
    Notification mark(Caller caller, String notificationId) {
        return transactions.inTransaction(unit -> {
            @Nullable
            Notification marked = inbox.markRead(
                    unit,
                    caller.tenantId(),
                    caller.userId(),
                    notificationId,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            if (marked == null) {
                throw CodedException.notFound("notification", notificationId);
            }
            return marked;
        });
    }
}
