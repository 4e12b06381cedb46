package dev.coffer.notification.dispatch;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Stops a dispatch: whoever was not handled by then gets nothing. What was handed to the channels stays. */
final class CancelDispatch {

    private final Dispatches dispatches;
    private final Transactions transactions;
    private final Clock clock;

    CancelDispatch(Dispatches dispatches, Transactions transactions, Clock clock) {
        this.dispatches = dispatches;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Stopping it again answers the same. @throws CodedException NOT_FOUND */
    DispatchResult cancel(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            Dispatch dispatch = dispatches.find(unit, caller.tenantId(), id);
            if (dispatch == null) {
                throw CodedException.notFound("dispatch", id);
            }
            if (dispatch.state() == DispatchState.CANCELLED) {
                return new DispatchResult.Accepted(dispatch);
            }
            if (dispatch.state().isEnd()) {
                return new DispatchResult.Refused(DispatchRefusal.DISPATCH_ENDED, "input.id");
            }
            dispatches.advance(
                    unit,
                    caller.tenantId(),
                    id,
                    dispatch.handled(),
                    dispatch.unknown(),
                    DispatchState.CANCELLED,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            Dispatch stopped = dispatches.find(unit, caller.tenantId(), id);
            return new DispatchResult.Accepted(stopped == null ? dispatch : stopped);
        });
    }
}
