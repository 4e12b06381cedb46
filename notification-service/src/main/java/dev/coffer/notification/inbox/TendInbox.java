package dev.coffer.notification.inbox;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.RecordDelivery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Marks the caller's messages and puts them away. Done again it changes nothing, and tells nobody. */
final class TendInbox {

    static final int MOST_SEEN = 100;

    private final Inbox inbox;
    private final TellOfInbox tell;
    private final RecordDelivery record;
    private final Transactions transactions;
    private final Clock clock;

    TendInbox(Inbox inbox, TellOfInbox tell, RecordDelivery record, Transactions transactions, Clock clock) {
        this.inbox = inbox;
        this.tell = tell;
        this.record = record;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is not the caller's, or is seen already, is left out. @throws CodedException INVALID_INPUT for too many */
    InboxCounts markSeen(Caller caller, List<String> ids) {
        if (ids.size() > MOST_SEEN) {
            throw CodedException.invalid(
                    "input.notificationIds", "At most " + MOST_SEEN + " at once, not " + ids.size() + ".");
        }
        change(caller, unit -> see(unit, caller, ids, now()));
        return inbox.counts(caller.tenantId(), caller.userId());
    }

    /** @throws CodedException NOT_FOUND when the caller has no such message */
    Notification markRead(Caller caller, String id) {
        Instant now = now();
        change(caller, unit -> {
            see(unit, caller, List.of(id), now);
            return inbox.markRead(unit, caller.tenantId(), caller.userId(), id, now);
        });
        return own(caller, id);
    }

    /** @param until only what came by then; null for now: what comes meanwhile stays unread */
    InboxCounts markAllRead(Caller caller, @Nullable Instant until) {
        Instant now = now();
        Instant last = until == null || until.isAfter(now) ? now : until;
        change(caller, unit -> {
            record.seen(
                    unit,
                    caller.tenantId(),
                    caller.userId(),
                    inbox.markAllSeen(unit, caller.tenantId(), caller.userId(), last, now));
            return inbox.markAllRead(unit, caller.tenantId(), caller.userId(), last, now) > 0;
        });
        return inbox.counts(caller.tenantId(), caller.userId());
    }

    /** @throws CodedException NOT_FOUND when the caller has no such message */
    Notification archive(Caller caller, String id) {
        change(caller, unit -> inbox.archive(unit, caller.tenantId(), caller.userId(), id, now()));
        return own(caller, id);
    }

    /** What was opened is counted when it is seen for the first time, read or not. */
    private boolean see(UnitOfWork unit, Caller caller, List<String> ids, Instant now) {
        long seen = inbox.markSeen(unit, caller.tenantId(), caller.userId(), ids, now);
        record.seen(unit, caller.tenantId(), caller.userId(), seen);
        return seen > 0;
    }

    private void change(Caller caller, Predicate<UnitOfWork> work) {
        transactions.run(unit -> {
            if (work.test(unit)) {
                tell.changed(unit, caller.tenantId(), caller.userId());
            }
        });
    }

    private Notification own(Caller caller, String id) {
        Notification found = inbox.find(caller.tenantId(), caller.userId(), id);
        if (found == null) {
            throw CodedException.notFound("notification", id);
        }
        return found;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
