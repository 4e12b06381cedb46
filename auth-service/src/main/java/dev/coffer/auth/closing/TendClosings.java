package dev.coffer.auth.closing;

import dev.coffer.auth.closing.Closing.State;
import dev.coffer.auth.closing.ClosingEvents.ClosingDue;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Goes on with closings whose time is over, every {@link #PAUSE}, by each replica: of two that find the same one, one does. */
final class TendClosings implements SmartLifecycle {

    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(TendClosings.class);

    private final Closings closings;
    private final EraseUser eraseUser;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService tending;

    TendClosings(Closings closings, EraseUser eraseUser, Outbox outbox, Transactions transactions, Clock clock) {
        this.closings = closings;
        this.eraseUser = eraseUser;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    private void tend() {
        try {
            closings.due(clock.instant(), MOST_AT_ONCE).forEach(this::tend);
        } catch (RuntimeException failed) {
            // Thrown out of here it would end the tending for good.
            if (StoreFailures.isUnavailable(failed)) {
                LOG.warn("Accounts are closed when the store is back: {}", failed.getMessage());
            } else {
                LOG.error("Accounts that are to be closed cannot be found", failed);
            }
        }
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

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("closings").factory());
        tending = started;
        var _ = started.scheduleWithFixedDelay(this::tend, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = tending;
        if (stopping != null) {
            stopping.shutdown();
            tending = null;
        }
    }

    @Override
    public boolean isRunning() {
        return tending != null;
    }
}
