package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventType;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An account is closed while messages to its user wait, and other services tell of it still: nothing more is sent, and nothing is left. */
@ExtendWith(StoresExtension.class)
final class ClosedUserIT {

    /** As payment-service tells it, when it closes the wallets of an account that is closed. */
    private record WalletClosed(String userId, String walletId, String currency) {}

    private static final List<String> KEPT = List.of("notifications", "recipients", "deliveries", "notification_tasks");

    private static TwilioStage stage;
    private static AuthEvents auth;
    private static TestEmitter payment;

    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String ann = number();
    private final String ben = number();

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        auth = new AuthEvents(database + "_auth");
        payment = TestEmitter.start(
                "payment", database + "_payment", List.of(new EventType<>("wallet.closed", 1, WalletClosed.class)));
        stage = new TwilioStage(database);
    }

    @AfterAll
    static void stop() {
        auth.close();
        payment.close();
        stage.close();
    }

    @AfterEach
    void answerAgain() {
        stage.twilio.answerWith(TwilioStage::taken);
    }

    private static String number() {
        return "+49151" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);
    }

    private static MongoCollection<Document> collection(String name) {
        return stage.service.bean(MongoDatabase.class).getCollection(name);
    }

    private long kept(String collection, String userId) {
        return collection(collection)
                .countDocuments(Filters.and(Filters.eq("tenantId", tenantId), Filters.eq("userId", userId)));
    }

    private void know(String userId, String number) {
        String boundTo = String.join("|", "user.registered", tenantId, userId);
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), OpenSealed.PURPOSE, new SecureRandom());
        String sealed =
                seal.seal(number.getBytes(StandardCharsets.UTF_8), boundTo).toText();
        stage.service
                .bean(Transactions.class)
                .run(unit -> stage.service
                        .bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, "en", boundTo, null, sealed)));
    }

    private String code(String userId, String number) {
        return auth.issueCode(
                tenantId,
                userId,
                NotificationChannel.SMS,
                number,
                "048213",
                Instant.now().plus(Duration.ofMinutes(5)));
    }

    private void awaitTries(String id, int more) {
        await().atMost(AuthEvents.PATIENCE).until(() -> {
            Delivery found = stage.service.bean(Deliveries.class).find(tenantId, id);
            return found != null && found.tries() > more;
        });
    }

    private void close(String userId) {
        auth.close(tenantId, userId);
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> KEPT.stream().allMatch(collection -> kept(collection, userId) == 0));
    }

    private void takeFromNowOn() {
        stage.twilio.answerWith(asked -> {
            taken.add(TwilioStage.field(asked.text(), "To"));
            return TwilioStage.taken(asked);
        });
    }

    @Test
    void what_waits_is_not_sent_and_what_is_told_later_is_told_to_nobody() {
        know("ann", ann);
        know("ben", ben);
        stage.twilio.answerWith(_ -> Answer.of(503, ""));
        String waiting = code("ann", ann);
        awaitTries(waiting, 1);

        close("ann");
        takeFromNowOn();
        auth.replay("code.issued", tenantId);
        code("ann", ann);
        payment.tell(new WalletClosed("ann", "wallet-1", "EUR"), "ann", tenantId);
        // Of the same keys, so that they are handled after these.
        auth.issueCodeUnder(
                "ann",
                tenantId,
                "ben",
                NotificationChannel.SMS,
                ben,
                "1",
                Instant.now().plus(Duration.ofMinutes(5)));
        payment.tell(new WalletClosed("ben", "wallet-2", "EUR"), "ann", tenantId);
        await().atMost(AuthEvents.PATIENCE).until(() -> kept("notifications", "ben") == 1 && taken.contains(ben));

        assertThat(taken).containsOnly(ben);
        for (String collection : KEPT) {
            assertThat(kept(collection, "ann")).as(collection).isZero();
        }
    }

    @Test
    void what_a_transaction_kept_that_did_not_know_of_the_closing_is_erased_when_none_can_be_left() {
        know("ann", ann);
        close("ann");
        collection("notifications")
                .insertOne(new Document("_id", tenantId + "late")
                        .append("tenantId", tenantId)
                        .append("userId", "ann"));
        collection("deliveries")
                .insertOne(new Document("_id", tenantId + "late")
                        .append("tenantId", tenantId)
                        .append("userId", "ann"));
        // Its time comes.
        assertThat(collection("notification_tasks")
                        .updateOne(
                                Filters.eq("tenantId", tenantId),
                                Updates.combine(
                                        Updates.set("nextAt", Date.from(Instant.now())),
                                        Updates.set("dueAt", Date.from(Instant.now()))))
                        .getModifiedCount())
                .isEqualTo(1);

        await().atMost(AuthEvents.PATIENCE)
                .until(() -> KEPT.stream().allMatch(collection -> kept(collection, "ann") == 0));
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> collection("notification_tasks").countDocuments(Filters.eq("tenantId", tenantId)) == 0);
    }
}
