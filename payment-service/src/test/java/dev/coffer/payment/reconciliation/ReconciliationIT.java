package dev.coffer.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The daily reading of the ledger, made every few milliseconds. */
@ExtendWith(StoresExtension.class)
class ReconciliationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String QUERY = "{ reconciliation { finishedAt wallets entries isClean findings } }";

    @Test
    void a_running_service_says_whether_its_ledger_is_sound(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        PaymentApplication.class,
                        PaymentApplication.SERVICE,
                        database,
                        tokens,
                        Map.of(
                                "coffer.payment.reconciliation.every", "200ms",
                                "coffer.payment.reconciliation.look-every", "50ms"));
                MongoClient client = MongoClients.open(TestStores.mongoUri(), "reconciliation-test")) {
            Customer ann = Customer.of(service, tokens, "acme", "ann").withMoney("100.00", "EUR");
            Customer fina = new Customer(service, "acme", "fina", tokens.user("fina", "acme", "finance"));

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode sound = fina.ask(QUERY, Map.of()).at("/data/reconciliation");
                assertThat(sound.path("entries").asString()).isEqualTo("4");
                assertThat(sound.path("isClean").asBoolean()).isTrue();
            });
            assertThat(ann.ask(QUERY, Map.of()).toString()).contains("FORBIDDEN");

            client.getDatabase(database)
                    .getCollection("transfers")
                    .updateOne(Filters.exists("entries"), Updates.inc("entries.1.amount", 1L));

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode damaged = fina.ask(QUERY, Map.of()).at("/data/reconciliation");
                assertThat(damaged.path("isClean").asBoolean()).isFalse();
                assertThat(damaged.path("findings").asInt()).isPositive();
            });
            assertThat(service.bean(Reconciliations.class).latest())
                    .extracting(found -> found == null ? List.of() : found.flaws())
                    .asString()
                    .contains("transfer ");
        }
    }

    @Test
    void one_replica_reads_at_a_time_and_another_begins_anew_when_it_is_gone() {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "reconciliation-test")) {
            MongoDatabase stored = client.getDatabase(TestStores.freshDatabase(ReconciliationIT.class));
            MongoReconciliations reconciliations = new MongoReconciliations(stored);
            Duration day = Duration.ofDays(1);

            assertThat(reconciliations.claim("one", day, LEASE)).isTrue();
            assertThat(reconciliations.claim("two", day, LEASE)).isFalse();
            reconciliations.giveUp("one");
            assertThat(reconciliations.claim("two", day, Duration.ofMillis(1))).isTrue();
            await().atMost(PATIENCE).until(() -> reconciliations.claim("three", day, LEASE));
            reconciliations.giveUp("two");
            assertThat(reconciliations.claim("one", day, LEASE))
                    .as("still the third's")
                    .isFalse();

            Instant now = Instant.now();
            reconciliations.finish("three", new Reconciliation("id", now, now, 1, 2, List.of()));

            assertThat(reconciliations.claim("one", day, LEASE))
                    .as("a day has not passed")
                    .isFalse();
            assertThat(reconciliations.claim("one", Duration.ofMillis(1), LEASE))
                    .isTrue();
        }
    }
}
