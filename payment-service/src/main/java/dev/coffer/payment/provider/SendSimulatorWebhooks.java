package dev.coffer.payment.provider;

import dev.coffer.core.store.StoreFailures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the simulator has to tell to our own endpoint, again and again until it is taken in, as a provider would. */
final class SendSimulatorWebhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SendSimulatorWebhooks.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 100;
    private static final int STOP_SECONDS = 5;

    private final MongoSimulatorWebhooks webhooks;
    private final Supplier<URI> endpoint;
    private final HttpClient http;
    private final ScheduledExecutorService timer;

    /** @param endpoint asked at each look: the port is not known before the server runs */
    SendSimulatorWebhooks(MongoSimulatorWebhooks webhooks, Supplier<URI> endpoint) {
        this.webhooks = webhooks;
        this.endpoint = endpoint;
        this.http = HttpClient.newBuilder().connectTimeout(LONGEST_CALL).build();
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("simulator-webhooks").daemon().factory());
    }

    void start() {
        timer.scheduleWithFixedDelay(this::send, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                MongoSimulatorWebhooks.Delivery delivery = webhooks.next(AGAIN_AFTER);
                if (delivery == null) {
                    return;
                }
                send(delivery);
            }
        } catch (RuntimeException failure) {
            // The timer would never run again; the next look finds the same.
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("The simulator's webhooks wait; the store is away: {}", failure.toString());
            } else {
                LOG.error("The simulator's webhooks were not sent", failure);
            }
        }
    }

    private void send(MongoSimulatorWebhooks.Delivery delivery) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.get())
                .timeout(LONGEST_CALL)
                .header(MongoSimulatorWebhooks.SIGNATURE, delivery.signature())
                .POST(BodyPublishers.ofByteArray(delivery.body()))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            if (answer.statusCode() == 200) {
                webhooks.done(delivery);
            } else {
                LOG.info("Webhook {} was answered with {}; it is sent again", delivery.id(), answer.statusCode());
            }
        } catch (IOException away) {
            LOG.info("Webhook {} found nobody; it is sent again: {}", delivery.id(), away.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A webhook of the simulator is still under way");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
