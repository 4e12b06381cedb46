package dev.coffer.core.events;

import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for replays that nobody carries out, also those that a process left behind when it died, and carries them out. */
final class ReplayRunner implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ReplayRunner.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String owner;
    private final ReplayRun.Parts parts;
    private final Duration restAfterFailure;

    ReplayRunner(String owner, ReplayRun.Parts parts, Duration restAfterFailure) {
        this.owner = owner;
        this.parts = parts;
        this.restAfterFailure = restAfterFailure;
    }

    @Override
    public void run() {
        while (!parts.stop().isGiven()) {
            try {
                ReplayRecords.Claim claim = parts.records().claim(owner, parts.lease());
                if (claim == null) {
                    parts.stop().pause(LOOK_EVERY);
                } else {
                    carryOut(claim);
                }
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
    }

    private void carryOut(ReplayRecords.Claim claim) {
        try {
            new ReplayRun(parts, claim).run();
        } catch (ReplayRun.Stopped stopped) {
            parts.records().release(claim);
        } catch (LeaseLost lost) {
            log.info("replay {}: {}", claim.replay().id(), lost.getMessage());
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure) || parts.stop().isGiven()) {
                throw failure;
            }
            log.error("replay {} failed", claim.replay().id(), failure);
            parts.records().failed(claim, "It failed; see the log of " + owner + ".");
        }
    }

    private void failed(RuntimeException failure) {
        if (!parts.stop().isGiven()) {
            log.warn("replays wait for MongoDB: {}", failure.toString());
            parts.stop().pause(restAfterFailure);
        }
    }
}
