package dev.coffer.core.events;

import com.mongodb.MongoException;
import dev.coffer.core.store.StoreFailures;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a service's events from MongoDB to its Redis Stream, in commit order. One replica of the service at a time has the lease.
 * Whatever fails ends the run; the next one starts from what is saved. So there is one way of recovery, used every day.
 */
final class Relay implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    /** How often a lease that another has is looked for in its time. */
    private static final int LOOKS_PER_LEASE = 20;

    private final String service;
    private final RelayStates states;
    private final RelayRun.Factory runs;
    private final RelayGauges gauges;
    private final Duration restAfterFailure;
    private final Duration lookForLease;
    private final StopSignal stop;

    Relay(
            String service,
            RelayStates states,
            RelayRun.Factory runs,
            RelayGauges gauges,
            EventsLimits limits,
            StopSignal stop) {
        this.service = service;
        this.states = states;
        this.runs = runs;
        this.gauges = gauges;
        this.restAfterFailure = limits.restAfterFailure();
        this.lookForLease = limits.lease().dividedBy(LOOKS_PER_LEASE);
        this.stop = stop;
    }

    @Override
    public void run() {
        while (!stop.isGiven()) {
            try {
                RelayState state = states.acquire();
                if (state == null) {
                    gauges.isLeader(false);
                    stop.pause(lookForLease);
                } else {
                    hold(state);
                }
            } catch (RuntimeException failure) {
                failed(failure);
            }
        }
        gauges.isLeader(false);
    }

    /** Runs under one lease until it is lost or the service stops; a failed run is followed by another. */
    private void hold(RelayState acquired) {
        log.info("{}: relay has the lease, fence {}, position {}", service, acquired.fence(), acquired.last());
        gauges.isLeader(true);
        RelayState state = acquired;
        while (!stop.isGiven()) {
            try {
                runs.run(state);
            } catch (LeaseLost lost) {
                throw lost;
            } catch (RuntimeException failure) {
                failed(failure);
            }
            if (!stop.isGiven()) {
                state = states.reload(acquired.fence());
            }
        }
        states.release(acquired.fence());
    }

    private void failed(RuntimeException failure) {
        gauges.failed(failure);
        switch (failure) {
            case LeaseLost lost -> log.info("{}: {}", service, lost.getMessage());
            case RelayRun.Rewind rewind -> log.info("{}: {}", service, rewind.getMessage());
            case RelayStream.EpochChanged changed ->
                log.warn("{}: the stream in Redis is not the one that this relay filled; filling it anew", service);
            case RedisException redis -> {
                log.warn("{}: Redis fails, the relay waits for it: {}", service, redis.toString());
                stop.pause(restAfterFailure);
            }
            case MongoException mongo
            when StoreFailures.isUnavailable(mongo) -> {
                log.warn("{}: MongoDB fails, the relay waits for it: {}", service, mongo.toString());
                stop.pause(restAfterFailure);
            }
            default -> {
                if (!stop.isGiven()) {
                    log.error("{}: the relay failed and starts over", service, failure);
                    stop.pause(restAfterFailure);
                }
            }
        }
    }
}
