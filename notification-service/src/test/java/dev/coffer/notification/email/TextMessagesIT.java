package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Codes by text message: sent once at most, whatever happens on the way. */
@ExtendWith(StoresExtension.class)
final class TextMessagesIT {

    private static final String TENANT = "main";

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 201;

    private HttpServer twilio() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static TestService start(String database, TestTokens tokens, HttpServer twilio) {
        return TestService.start(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.notification.twilio.account-sid",
                        "AC" + "0123456789abcdef".repeat(2),
                        "coffer.notification.twilio.auth-token",
                        "secret",
                        "coffer.notification.twilio.from",
                        "+4930123456",
                        "coffer.notification.twilio.url",
                        "http://127.0.0.1:" + twilio.getAddress().getPort()));
    }

    private static String code(AuthEvents auth) {
        return auth.issueCode(
                TENANT,
                "ann",
                NotificationChannel.SMS,
                "+4915112345678",
                "048213",
                Instant.now().plus(Duration.ofMinutes(5)));
    }

    private static @Nullable Delivery find(TestService service, String id) {
        return service.bean(Deliveries.class).find(TENANT, id);
    }

    private static Delivery awaitEnd(TestService service, String id) {
        return await().atMost(AuthEvents.PATIENCE)
                .until(() -> find(service, id), found -> found != null && found.endedAt() != null);
    }

    @Test
    void what_is_taken_is_sent_and_what_has_no_answer_is_not_sent_again(@FreshDatabase String database)
            throws IOException {
        HttpServer twilio = twilio();
        try (TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_auth");
                TestService service = start(database, tokens, twilio)) {
            assertThat(awaitEnd(service, code(auth)).state()).isEqualTo(DeliveryState.SENT);
            status = 500;
            Delivery unknown = awaitEnd(service, code(auth));

            assertThat(unknown.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(unknown.failure()).isEqualTo(HttpTwilioPost.UNKNOWN);
            assertThat(asked).hasValue(2);
        } finally {
            twilio.stop(0);
        }
    }

    @Test
    void what_a_dead_process_had_handed_over_is_not_sent_again(@FreshDatabase String database) throws IOException {
        HttpServer twilio = twilio();
        status = 503;
        try (TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_crash");
                TestService service = start(database + "c", tokens, twilio)) {
            String id = code(auth);
            await().atMost(AuthEvents.PATIENCE).until(() -> asked.get() > 1);
            Bson delivery = Filters.eq("_id", id);
            // As a process leaves it that dies between the call and its record; a try under way may take it back, so
            // again.
            await().atMost(AuthEvents.PATIENCE).until(() -> {
                service.bean(MongoDatabase.class)
                        .getCollection("deliveries")
                        .updateOne(delivery, Updates.set("isHanded", true));
                Delivery found = find(service, id);
                return found != null && found.state() == DeliveryState.FAILED;
            });

            Delivery ended = awaitEnd(service, id);
            assertThat(ended.failure()).contains("before a crash");
        } finally {
            twilio.stop(0);
        }
    }
}
