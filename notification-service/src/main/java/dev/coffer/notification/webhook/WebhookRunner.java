package dev.coffer.notification.webhook;

import dev.coffer.core.errors.CodedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for endpoints that something waits for, and has each worked on by a virtual thread of its own. Any number of replicas do so; each
 * endpoint is with one of them at a time. Those that fail have places of their own, so that those that do well never wait for them.
 */
final class WebhookRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRunner.class);
    private static final Duration REST_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final WebhookDeliveries deliveries;
    private final EndpointQueues queues;
    private final WorkEndpointQueue work;
    private final WorkBell bell;
    private final WebhookLimits limits;
    private final Clock clock;
    private final Semaphore well;
    private final Semaphore failing;
    private final Set<EndpointQueue.Key> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopping;
    private @Nullable Thread thread;

    WebhookRunner(
            WebhookDeliveries deliveries,
            EndpointQueues queues,
            WorkEndpointQueue work,
            WorkBell bell,
            WebhookLimits limits,
            Clock clock) {
        this.deliveries = deliveries;
        this.queues = queues;
        this.work = work;
        this.bell = bell;
        this.limits = limits;
        this.clock = clock;
        this.well = new Semaphore(limits.endpoints());
        this.failing = new Semaphore(limits.failing());
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("webhooks").start(this::run);
        }
    }

    private void run() {
        try {
            while (!isStopping) {
                look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            Instant now = clock.instant();
            List<EndpointQueue.Key> due = new ArrayList<>(deliveries.due(now));
            due.removeAll(busy);
            // Where there are more than places, it is not always the same ones that wait.
            Collections.shuffle(due);
            Map<EndpointQueue.Key, EndpointQueue> known = due.isEmpty() ? Map.of() : queues.find(due);
            due.forEach(key -> begin(key, known.get(key), now));
            bell.await(limits.poll());
        } catch (RuntimeException failure) {
            tell("webhooks wait", failure);
            bell.await(REST_AFTER_FAILURE);
        }
    }

    private void begin(EndpointQueue.Key key, @Nullable EndpointQueue known, Instant now) {
        boolean isFree = known == null || !known.isLeased(now);
        boolean isOpen = known != null && known.circuit().state(now) == Circuit.State.OPEN;
        if (isStopping || !isFree || isOpen) {
            return;
        }
        Semaphore places = known != null && known.circuit().failures() > 0 ? failing : well;
        if (places.tryAcquire()) {
            busy.add(key);
            Thread.ofVirtual().name("webhook-" + key.webhookId()).start(() -> work(key, places));
        }
    }

    private void work(EndpointQueue.Key key, Semaphore places) {
        boolean isDone = false;
        try {
            work.work(key, () -> isStopping);
            isDone = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            tell("the deliveries to webhook " + key.webhookId() + " wait", failure);
        } finally {
            busy.remove(key);
            places.release();
            if (isDone) {
                bell.ring();
            }
        }
    }

    private static void tell(String what, RuntimeException failure) {
        if (failure instanceof CodedException) {
            LOG.warn("{}: {}", what, failure.toString());
        } else {
            LOG.error("{}", what, failure);
        }
    }

    /** Lets rounds that are under way come to their end, for 10 s at most; others go on with the rest. */
    @Override
    public synchronized void close() {
        isStopping = true;
        bell.ring();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            boolean isOver = running.join(STOP_LIMIT)
                    && well.tryAcquire(limits.endpoints(), STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    && failing.tryAcquire(limits.failing(), STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!isOver) {
                LOG.warn("deliveries to webhooks did not end in time; they are made again when their lease is over");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }
}
