package dev.coffer.payment.exchange;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the provider's rates every so often and keeps them. Every replica does; what is older than what is kept changes nothing. */
final class RefreshRates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshRates.class);
    private static final int STOP_SECONDS = 5;

    private final RateProvider provider;
    private final Rates rates;
    private final Duration every;
    private final Counter failures;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("exchange-rates").daemon(true).factory());

    RefreshRates(RateProvider provider, Rates rates, Duration every, MeterRegistry meters) {
        this.provider = provider;
        this.rates = rates;
        this.every = every;
        this.failures = meters.counter("coffer.payment.exchange.refresh.failures");
    }

    void start() {
        timer.scheduleWithFixedDelay(this::refresh, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            rates.keep(provider.latest());
        } catch (IOException away) {
            failures.increment();
            LOG.warn("Exchange rates were not read: {}", away.getMessage());
        } catch (RuntimeException failure) {
            failures.increment();
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("Exchange rates were not kept; the store is away: {}", failure.toString());
            } else {
                LOG.error("Exchange rates were not kept", failure);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The reading of exchange rates has not ended after {} s", STOP_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
