package dev.coffer.auth.closing;

import dev.coffer.auth.closing.Closing.State;
import dev.coffer.auth.closing.ClosingEvents.ClosingDue;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.sweep.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with closings whose time is over, every {@link #PAUSE}, by each replica: of two that find the same one, one does. */
final class TendClosings implements AutoCloseable {

    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TendClosings.class);

    private final Closings closings;
    private final EraseUser eraseUser;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private final Sweep sweep = new Sweep("closings", PAUSE, () -> {});

    TendClosings(Closings closings, EraseUser eraseUser, Outbox outbox, Transactions transactions, Clock clock) {
        this.closings = closings;
        this.eraseUser = eraseUser;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void start() {
        sweep.start(
                "Accounts that are to be closed were not looked for",
                () -> closings.due(clock.instant(), MOST_AT_ONCE).forEach(this::tend));
    }

    /** One that fails keeps no other waiting. */
    private void tend(Closing due) {
        try {
            transactions.run(unit -> goOn(unit, due));
        } catch (RuntimeException failed) {
            if (StoreFailures.isUnavailable(failed)) {
                throw failed;
            }
            LOG.error("Closing {} cannot go on", due.id(), failed);
        }
    }

    private void goOn(UnitOfWork unit, Closing due) {
        Closing now = closings.find(unit, due.tenantId(), due.userId());
        if (now == null || now.version() != due.version() || now.state() != State.WAITING) {
            return;
        }
        Closing closing = now.closing();
        closings.save(unit, closing);
        if (closing.isAgreed()) {
            eraseUser.erase(unit, closing);
            return;
        }
        outbox.add(
                unit,
                EventDraft.of(new ClosingDue(now.userId(), now.id()), now.userId(), now.tenantId())
                        .correlatedBy(now.id()));
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
