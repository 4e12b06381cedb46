package dev.coffer.bonus.bulk;

import dev.coffer.bonus.offer.GiveByOperator;
import dev.coffer.bonus.offer.GiveByOperator.Answer;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives users their bonuses, one transaction for each: the award and that the user was answered are one. Who has the lease works;
 * where that replica dies, another goes on with the users who still wait once the lease is over, so nobody is given twice or left out.
 */
final class WorkBulksOff implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkBulksOff.class);
    private static final int BATCH = 50;
    private static final int TELL_EVERY = 100;
    private static final int STOP_SECONDS = 10;

    private final BonusBulks bulks;
    private final GiveByOperator give;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;
    private final Settings settings;
    private final String holder;
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("work-bulks-off").daemon().factory());

    /**
     * @param every from the end of a look for work to the next
     * @param lease how long what somebody has stays theirs without a sign of life
     */
    record Settings(Duration every, Duration lease) {}

    /** @param holder names this process */
    WorkBulksOff(
            BonusBulks bulks,
            GiveByOperator give,
            Transactions transactions,
            Outbox outbox,
            Clock clock,
            Settings settings,
            String holder) {
        this.bulks = bulks;
        this.give = give;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
        this.holder = holder;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not end the timer. */
    private void look() {
        try {
            BonusBulk bulk = lease();
            while (bulk != null && !timer.isShutdown()) {
                workOff(bulk);
                bulk = lease();
            }
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("Bonuses for many users wait; the store is away: {}", failure.toString());
            } else {
                LOG.error("Bonuses for many users wait", failure);
            }
        }
    }

    private @Nullable BonusBulk lease() {
        return bulks.lease(holder, clock.instant(), clock.instant().plus(settings.lease()));
    }

    private void workOff(BonusBulk bulk) {
        List<BonusBulks.Waiting> waiting = bulks.waiting(bulk, BATCH);
        while (!waiting.isEmpty()
                && !timer.isShutdown()
                && bulks.renew(bulk, holder, clock.instant().plus(settings.lease()))) {
            waiting.forEach(user -> one(bulk, user));
            waiting = bulks.waiting(bulk, BATCH);
        }
        bulks.giveBack(bulk, holder);
    }

    /** What fails by itself is refused, so that the others go on. */
    private void one(BonusBulk bulk, BonusBulks.Waiting user) {
        try {
            answer(bulk, user, unit -> give.award(unit, request(bulk, user)));
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            LOG.error("User {} of bulk {} was not given the bonus", user.place(), bulk.id(), failure);
            Answer failed = new Answer.Refused(
                    CommonError.INTERNAL.name(), "Something went wrong; award the bonus to this user alone.");
            answer(bulk, user, unit -> failed);
        }
    }

    /** Decides within the transaction. */
    private interface Decision {
        Answer in(UnitOfWork unit);
    }

    private void answer(BonusBulk bulk, BonusBulks.Waiting user, Decision decision) {
        transactions.run(unit -> {
            if (bulks.take(unit, bulk, user)) {
                BonusBulk after = bulks.answer(
                        unit, bulk, user, decision.in(unit), clock.instant().truncatedTo(ChronoUnit.MILLIS));
                tell(unit, after);
            }
        });
    }

    private static GiveByOperator.Request request(BonusBulk bulk, BonusBulks.Waiting user) {
        return new GiveByOperator.Request(
                bulk.tenantId(),
                bulk.startedBy(),
                user.userId(),
                bulk.templateCode(),
                bulk.base(),
                "bulk:" + bulk.id());
    }

    private void tell(UnitOfWork unit, BonusBulk bulk) {
        if (bulk.answered() % TELL_EVERY == 0 || bulk.endedAt() != null) {
            BulkProgressed told =
                    new BulkProgressed(bulk.id(), bulk.templateCode(), bulk.total(), bulk.given(), bulk.refused());
            outbox.add(unit, EventDraft.of(told, bulk.id(), bulk.tenantId()).onBehalfOf(bulk.startedBy()));
        }
    }

    /** Lets the user who is being answered come to their end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
