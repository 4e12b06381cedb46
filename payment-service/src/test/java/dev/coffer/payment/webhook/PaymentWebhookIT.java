package dev.coffer.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.core.webhook.WebhookSigner;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Webhooks over HTTP, twice, late, in any order, forged. Nothing is asked for again by itself: only a webhook brings news. */
@ExtendWith(StoresExtension.class)
class PaymentWebhookIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String WITHDRAW = "mutation W($input: WithdrawInput!) { withdraw(input: $input) {"
            + " ... on Withdrawal { id status } ... on Refusal { code } } }";

    private static Replicas replicas;

    private String tenantId = "";
    private Customer ann = nobody();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(
                database,
                Map.of(
                        "coffer.payment.deposits.sweep-every", "200ms",
                        "coffer.payment.deposits.first-retry", "10m",
                        "coffer.payment.withdrawals.sweep-every", "200ms",
                        "coffer.payment.withdrawals.payout-tries", "1"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer nobody() {
        return replicas.customer("none", "none");
    }

    @BeforeEach
    void annWithMoney() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("100.00", "EUR");
    }

    private String withdraw(String amount, String status) {
        JsonNode asked = ann.ask(
                WITHDRAW,
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                ann.open("EUR"),
                                "amount",
                                Customer.money(amount, "EUR"),
                                "destination",
                                "ba_1",
                                "idempotencyKey",
                                "w-" + amount)));
        assertThat(Customer.text(asked, "/data/withdraw/status")).isEqualTo(status);
        return Customer.text(asked, "/data/withdraw/id");
    }

    private void awaitStatus(String field, String id, String status) {
        await().atMost(LIMIT)
                .until(() -> Customer.text(
                                ann.ask("query S($id: ID!) { " + field + "(id: $id) { status } }", Map.of("id", id)),
                                "/data/" + field + "/status")
                        .equals(status));
    }

    /** Made up when the first webhook is read. */
    private static String secret() throws IOException, InterruptedException {
        send("simulator", new byte[0], "t=1,v1=0");
        Document stored = replicas.service()
                .bean(MongoDatabase.class)
                .getCollection("simulator_webhooks")
                .find(Filters.eq("_id", "secret"))
                .first();
        return Objects.requireNonNull(Objects.requireNonNull(stored).getString("secret"));
    }

    private static String body(String type, String tenantId, String key) {
        return "{\"type\":\"" + type + "\",\"tenantId\":\"" + tenantId + "\",\"key\":\"" + key
                + "\",\"reference\":\"sim_x\"}";
    }

    private static int signed(String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(
                "simulator",
                bytes,
                new WebhookSigner(Clock.systemUTC()).sign(bytes, List.of(new WebhookSecret(secret()))));
    }

    private static int send(String provider, byte[] body, String signature) throws IOException, InterruptedException {
        String port = Objects.requireNonNull(
                replicas.service().bean(Environment.class).getProperty("local.server.port"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/webhooks/payments/" + provider))
                                    .header("Simulator-Signature", signature)
                                    .POST(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void a_payout_that_the_provider_confirms_or_refuses_later_ends_by_its_webhook() {
        String paid = withdraw("10.61", "PAYING");
        String refused = withdraw("10.62", "PAYING");
        awaitStatus("withdrawal", paid, "COMPLETED");
        awaitStatus("withdrawal", refused, "FAILED");
        // A failure counts from when it is known; the money is back a moment later.
        await().atMost(LIMIT).untilAsserted(() -> assertThat(ann.balance("EUR")).isEqualByComparingTo("86.38"));
    }

    @Test
    void a_deposit_that_the_payer_has_to_confirm_stays_pending_until_a_webhook_says_so() {
        JsonNode late = ann.deposit(ann.open("EUR"), "10.61", "EUR", "late");
        JsonNode declined = ann.deposit(ann.open("EUR"), "10.62", "EUR", "declined");
        assertThat(Customer.text(late, "/data/deposit/status")).isEqualTo("PENDING");
        awaitStatus("deposit", Customer.text(late, "/data/deposit/id"), "COMPLETED");
        awaitStatus("deposit", Customer.text(declined, "/data/deposit/id"), "DECLINED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("107.40");
    }

    @Test
    void what_is_stuck_is_settled_by_a_webhook_and_what_comes_again_or_otherwise_changes_nothing() throws Exception {
        String id = withdraw("10.59", "STUCK");
        String paid = body("payout.paid", tenantId, "withdrawal/" + id);
        assertThat(signed(paid)).isEqualTo(200);
        assertThat(signed(paid)).isEqualTo(200);
        awaitStatus("withdrawal", id, "COMPLETED");
        assertThat(signed(paid)).isEqualTo(200);
        assertThat(signed(body("payout.failed", tenantId, "withdrawal/" + id))).isEqualTo(200);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("86.40");
        assertThat(replicas.service().get("/metrics").body())
                .containsPattern("coffer_payment_withdrawals_contradictions_total\\S* 1\\.0");
    }

    @Test
    void what_is_about_nothing_of_ours_is_taken_and_counted() throws Exception {
        assertThat(signed(body("payout.paid", tenantId, "withdrawal/unknown"))).isEqualTo(200);
        assertThat(signed(body("charge.changed", "elsewhere", "deposit/unknown")))
                .isEqualTo(200);
        assertThat(signed(body("customer.created", tenantId, "x"))).isEqualTo(200);
        assertThat(signed("{}")).isEqualTo(200);
        assertThat(replicas.service().get("/metrics").body())
                .contains("coffer_payment_webhooks_total{", "outcome=\"unknown\"", "outcome=\"ignored\"");
    }

    @Test
    void what_is_forged_broken_too_large_or_for_another_provider_is_refused() throws Exception {
        String id = withdraw("20.59", "STUCK");
        byte[] paid = body("payout.paid", tenantId, "withdrawal/" + id).getBytes(StandardCharsets.UTF_8);
        String forged = new WebhookSigner(Clock.systemUTC())
                .sign(paid, List.of(new WebhookSecret("whsec_somebody-elses-secret-of-some-length")));
        assertThat(send("simulator", paid, forged)).isEqualTo(400);
        assertThat(send("simulator", paid, "")).isEqualTo(400);
        assertThat(signed("no json")).isEqualTo(400);
        assertThat(send("simulator", new byte[(256 << 10) + 1], forged)).isEqualTo(413);
        assertThat(send("stripe", paid, forged)).isEqualTo(404);
        awaitStatus("withdrawal", id, "STUCK");
    }
}
