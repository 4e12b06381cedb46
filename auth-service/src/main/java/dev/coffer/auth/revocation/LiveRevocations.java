package dev.coffer.auth.revocation;

import dev.coffer.auth.revocation.StoredRevocations.Made;
import dev.coffer.core.identity.RevocationList;
import dev.coffer.core.identity.RevocationPage;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The revocations in force as this replica knows them, whichever replica made them: read {@link #PAUSE} after {@link #PAUSE}. A
 * revocation bears the time at which it was made and is seen when its transaction ends, so each look goes back by
 * {@link #OVERLAP}, which is longer than any transaction may take.
 */
final class LiveRevocations implements Revocations, SmartLifecycle {

    static final Duration PAUSE = Duration.ofMillis(200);
    /** MongoDB ends a transaction after 60 s; the rest is for clocks that differ. */
    static final Duration OVERLAP = Duration.ofSeconds(75);

    private static final int MOST_AT_ONCE = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(LiveRevocations.class);

    private final StoredRevocations stored;
    private final Clock clock;
    private final RevocationList known = new RevocationList();
    private final NavigableMap<String, Made> byTime = new ConcurrentSkipListMap<>();
    private volatile @Nullable Instant readAt;
    private volatile @Nullable ScheduledExecutorService reading;
    private boolean isLost;

    LiveRevocations(StoredRevocations stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public @Nullable Reason find(Verified token) {
        return known.find(token);
    }

    /**
     * What to tell whoever verifies tokens.
     *
     * @param since of when the page was that they had before; null for all in force
     * @return null before anything was read
     */
    @Nullable
    RevocationPage page(@Nullable Instant since) {
        Instant asOf = readAt;
        if (asOf == null) {
            return null;
        }
        NavigableMap<String, Made> asked =
                since == null ? byTime : byTime.tailMap(place(since.minus(OVERLAP), ""), true);
        return new RevocationPage(
                asOf, asked.values().stream().map(Made::revocation).toList());
    }

    void read() {
        Instant now = clock.instant();
        Instant before = readAt;
        List<Made> found = stored.since(before == null ? Instant.EPOCH : before.minus(OVERLAP), MOST_AT_ONCE);
        for (Made made : found) {
            byTime.put(place(made.at(), made.id()), made);
        }
        known.addAll(found.stream().map(Made::revocation).toList());
        known.forgetUntil(now);
        byTime.values().removeIf(made -> !made.revocation().until().isAfter(now));
        // Where there was more than one look takes, the next goes on from its last.
        readAt = found.size() < MOST_AT_ONCE ? now : found.getLast().at();
    }

    private static String place(Instant at, String id) {
        return "%016d %s".formatted(Math.max(0, at.toEpochMilli()), id);
    }

    private void readAndGoOn() {
        try {
            read();
            if (isLost) {
                isLost = false;
                LOG.info("Revocations are read again");
            }
        } catch (RuntimeException failed) {
            // Thrown out of here it would end the reading for good; told once, not five times a second.
            if (!isLost) {
                isLost = true;
                LOG.warn("Revocations cannot be read, those known go on counting", failed);
            }
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("revocations-read").factory());
        reading = started;
        var _ = started.scheduleWithFixedDelay(this::readAndGoOn, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = reading;
        if (stopping != null) {
            stopping.shutdown();
            reading = null;
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}
