package dev.coffer.notification.queue;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.queue.MongoTasks.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up tasks that are due, each lane by itself and in it the tenants by turns, and works on each on a virtual thread. Any number of processes do so at once: a task
 * is with one of them at a time, and where that one dies its lease ends and another begins again.
 */
final class TaskRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final MongoTasks tasks;
    private final Map<String, TaskWork> works;
    private final Parts parts;
    private final List<Thread> claimers = new ArrayList<>();
    private final Semaphore underWay = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean isStopping;

    TaskRunner(MongoTasks tasks, Collection<TaskWork> works, Parts parts) {
        this.tasks = tasks;
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(TaskWork::kind, Function.identity()));
        this.parts = parts;
    }

    /** What it works with. @param tokens makes names of tries, no two alike */
    record Parts(Transactions transactions, LaneBells bells, Ids tokens, Clock clock, TaskLimits limits) {}

    synchronized void start() {
        for (NotificationPriority lane : NotificationPriority.values()) {
            claimers.add(Thread.ofVirtual().name("tasks-" + lane).start(() -> look(lane)));
        }
    }

    private void look(NotificationPriority lane) {
        Semaphore places = new Semaphore(parts.limits().perLane());
        String tenant = "";
        try {
            while (!isStopping) {
                places.acquire();
                Claimed claimed = claim(lane, tenant);
                if (claimed == null) {
                    places.release();
                    parts.bells().await(lane, parts.limits().poll());
                } else {
                    tenant = claimed.task().tenantId();
                    start(claimed, places);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param tenant whose turn it was before */
    private @Nullable Claimed claim(NotificationPriority lane, String tenant) {
        try {
            return tasks.claim(
                    new MongoTasks.Look(
                            lane,
                            works.keySet(),
                            parts.tokens().next(),
                            now(),
                            parts.limits().lease()),
                    tenant);
        } catch (RuntimeException away) {
            LOG.warn("The lane {} cannot be looked at: {}", lane, away.toString());
            return null;
        }
    }

    /** Its end gives the place back. */
    private void start(Claimed claimed, Semaphore places) {
        underWay.acquireUninterruptibly();
        Thread.ofVirtual().name("task-" + claimed.task().id()).start(() -> {
            try {
                workOn(claimed);
            } finally {
                underWay.release();
                places.release();
            }
        });
    }

    private void workOn(Claimed claimed) {
        Task task = claimed.task();
        TaskWork work = Objects.requireNonNull(works.get(task.kind()), task.kind());
        try {
            switch (tried(work, task)) {
                case Ending.Done(Consumer<UnitOfWork> effect) -> end(claimed, effect);
                case Ending.Later(Instant at, Consumer<UnitOfWork> effect) ->
                    parts.transactions().run(unit -> {
                        tasks.later(unit, claimed, at);
                        effect.accept(unit);
                    });
            }
        } catch (MongoTasks.Lost lost) {
            LOG.info("{}", lost.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            tryAgain(claimed, work, failed);
        }
    }

    private void end(Claimed claimed, Consumer<UnitOfWork> effect) {
        parts.transactions().run(unit -> {
            tasks.done(unit, claimed);
            effect.accept(unit);
        });
    }

    /** @throws Exception what the work threw, or {@link TimeoutException}: its outcome is unknown then */
    private Ending tried(TaskWork work, Task task) throws Exception {
        FutureTask<Ending> call = new FutureTask<>(() -> work.work(task));
        Thread.ofVirtual().name("task-call").start(call);
        try {
            return call.get(parts.limits().tryTime().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            call.cancel(true);
        }
    }

    private void tryAgain(Claimed claimed, TaskWork work, Exception failed) {
        Task task = claimed.task();
        if (task.tries() == 1 && !StoreFailures.isUnavailable(failed)) {
            LOG.warn("{} failed and is tried again: {}", task, failed.toString());
        }
        try {
            Instant now = now();
            if (now.isBefore(task.dueAt().plus(work.patience()))) {
                tasks.again(claimed, now.plus(parts.limits().pauseAfter(task.tries())));
            } else {
                end(claimed, unit -> work.giveUp(unit, task));
            }
        } catch (MongoTasks.Lost lost) {
            LOG.info("{}", lost.getMessage());
        } catch (RuntimeException away) {
            LOG.warn("{} waits for the end of its lease: {}", task, away.toString());
        }
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets tries that are under way come to their end. Takes at most 10 s; others take up what is left when its lease ends. */
    @Override
    public synchronized void close() {
        isStopping = true;
        for (NotificationPriority lane : NotificationPriority.values()) {
            parts.bells().ring(lane);
        }
        try {
            for (Thread claimer : claimers) {
                claimer.join(STOP_LIMIT);
            }
            if (!underWay.tryAcquire(Integer.MAX_VALUE, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Tasks did not come to rest in time; others take them up when their lease ends");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
