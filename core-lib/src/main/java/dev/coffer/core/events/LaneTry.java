package dev.coffer.core.events;

import com.mongodb.MongoException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to apply events, in a transaction. One that the server ended because it lasted too long is told from a store that is
 * away.
 */
final class LaneTry {

    /** 251 no such transaction (any more), 290 transaction exceeded its lifetime limit. */
    private static final Set<Integer> ENDED_BY_SERVER = Set.of(251, 290);

    /** The least that transactionLifetimeLimitSeconds may be: what was ended earlier was ended for another reason. */
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);

    private static final int DEEPEST_CAUSE = 8;

    private final Transactions transactions;
    private final LaneLease lease;

    LaneTry(Transactions transactions, LaneLease lease) {
        this.transactions = transactions;
        this.lease = lease;
    }

    /** The handler takes longer than the server lets a transaction live. Whoever handles less at once may get through. */
    static final class TooSlow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlow(Duration took, RuntimeException failure) {
            super("handling took " + took.toMillis() + " ms and the server had ended the transaction meanwhile"
                    + " (transactionLifetimeLimitSeconds)");
            addSuppressed(failure);
        }
    }

    /** @throws TooSlow as it says; whatever else comes from the store or the work */
    void run(Consumer<UnitOfWork> work) {
        lease.step();
        AtomicLong begunNanos = new AtomicLong(System.nanoTime());
        try {
            transactions.run(unit -> {
                begunNanos.set(System.nanoTime());
                work.accept(unit);
            });
        } catch (RuntimeException failure) {
            Duration took = Duration.ofNanos(System.nanoTime() - begunNanos.get());
            throw took.compareTo(SHORTEST_LIFETIME) >= 0 && isEndedByServer(failure)
                    ? new TooSlow(took, failure)
                    : failure;
        }
    }

    private static boolean isEndedByServer(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof MongoException mongo && ENDED_BY_SERVER.contains(mongo.getCode())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
