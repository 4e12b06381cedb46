package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.provider.stripe.StripePeer.Trouble;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Deposits of a service that is set to use Stripe. */
@ExtendWith(StoresExtension.class)
class StripeDepositIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String DEPOSIT = """
            mutation D($input: DepositInput!) {
              deposit(input: $input) { __typename ... on Deposit { id status decline { code } } ... on Refusal { code } }
            }""";

    private static StripePeer peer;
    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        peer = new StripePeer(Clock.systemUTC());
        tokens = TestTokens.start();
        service = TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.payment.provider", "stripe",
                        "coffer.payment.stripe.secret-key", "sk_test_peer",
                        "coffer.payment.stripe.webhook-secret", StripeWebhooksTest.SECRET,
                        "coffer.payment.stripe.api-base", peer.address().toString(),
                        "coffer.payment.stripe.retries", "0",
                        "coffer.payment.deposits.sweep-every", "100ms",
                        "coffer.payment.deposits.first-retry", "1s"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
        peer.close();
    }

    private static JsonNode deposit(Customer customer, String method, String key) {
        return customer.ask(
                DEPOSIT,
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                customer.open("EUR"),
                                "amount",
                                Customer.money("10.00", "EUR"),
                                "paymentMethod",
                                method,
                                "idempotencyKey",
                                key)));
    }

    private static void awaitStatus(Customer customer, String id, String status) {
        await().atMost(LIMIT)
                .until(() -> Customer.text(
                                customer.ask("query Q($id: ID!) { deposit(id: $id) { status } }", Map.of("id", id)),
                                "/data/deposit/status")
                        .equals(status));
    }

    private static long charged(String id) {
        return peer.made("payment_intent").stream()
                .filter(one -> String.valueOf(one.get("metadata")).contains("deposit/" + id))
                .count();
    }

    private static int tell(String body, String secret) throws Exception {
        String port = Objects.requireNonNull(service.bean(Environment.class).getProperty("local.server.port"));
        String signature = StripeWebhooksTest.sign(body, Instant.now().getEpochSecond(), secret);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/payments/stripe"))
                                    .header("Stripe-Signature", signature)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void a_card_is_charged_and_the_wallet_credited_once() {
        Customer ann = Customer.of(service, tokens, "once", "ann");
        JsonNode first = deposit(ann, "pm_ok", "d1");
        assertThat(Customer.text(first, "/data/deposit/status")).isEqualTo("COMPLETED");
        assertThat(deposit(ann, "pm_ok", "d1").at("/data/deposit/id")).isEqualTo(first.at("/data/deposit/id"));
        assertThat(Customer.text(deposit(ann, "pm_other", "d1"), "/data/deposit/code"))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(charged(Customer.text(first, "/data/deposit/id"))).isEqualTo(1);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("9.71");
    }

    @Test
    void a_declined_card_and_a_token_that_is_none_charge_nobody() {
        Customer ann = Customer.of(service, tokens, "declined", "ann");
        assertThat(Customer.text(deposit(ann, "pm_declined", "d1"), "/data/deposit/decline/code"))
                .isEqualTo("PAYMENT_DECLINED");
        assertThat(deposit(ann, "4242 4242 4242 4242", "d2").toString())
                .contains("INVALID_INPUT", "input.paymentMethod")
                .doesNotContain("4242");
        assertThat(ann.deposit(ann.open("EUR"), "10.00", "EUR", "d3").toString())
                .contains("PAYMENT_METHOD_INVALID");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("0");
    }

    @Test
    void a_charge_of_which_stripe_cannot_tell_is_credited_once_by_itself() {
        Customer ann = Customer.of(service, tokens, "lost", "ann");
        peer.plan(Trouble.CONFLICT, Trouble.TOO_MANY_REQUESTS);
        JsonNode first = deposit(ann, "pm_ok", "d1");
        String id = Customer.text(first, "/data/deposit/id");
        awaitStatus(ann, id, "COMPLETED");
        assertThat(charged(id)).isEqualTo(1);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("9.71");
    }

    @Test
    void what_takes_its_time_is_credited_when_stripe_tells() throws Exception {
        Customer ann = Customer.of(service, tokens, "late", "ann");
        peer.makeNext("processing");
        JsonNode first = deposit(ann, "pm_ok", "d1");
        assertThat(Customer.text(first, "/data/deposit/status")).isEqualTo("PENDING");
        String id = Customer.text(first, "/data/deposit/id");
        peer.made("payment_intent").stream()
                .filter(one -> String.valueOf(one.get("metadata")).contains("deposit/" + id))
                .forEach(one -> one.put("status", "succeeded"));
        String event = StripeWebhooksTest.event(
                        "payment_intent.succeeded", StripeWebhooksTest.object("pi_x", "deposit/" + id, ""))
                .replace("\"main\"", "\"late\"");
        assertThat(tell(event, "whsec_of_somebody_else")).isEqualTo(400);
        await().atMost(LIMIT).until(() -> tell(event, StripeWebhooksTest.SECRET) == 200);
        awaitStatus(ann, id, "COMPLETED");
        assertThat(tell(event.replace("\"late\"", "\"elsewhere\""), StripeWebhooksTest.SECRET))
                .isEqualTo(200);
        assertThat(tell(event.replace("payment_intent.succeeded", "charge.refunded"), StripeWebhooksTest.SECRET))
                .isEqualTo(200);
        assertThat(service.get("/metrics").body()).containsPattern("coffer_payment_deposits_returned_total\\S* 1");
    }

    @Test
    void a_service_that_is_to_use_stripe_does_not_start_without_its_secrets(@FreshDatabase String database) {
        assertThatThrownBy(() -> TestService.start(
                        PaymentApplication.class,
                        PaymentApplication.SERVICE,
                        database,
                        tokens,
                        Map.of("coffer.payment.provider", "stripe")))
                .rootCause()
                .hasMessageContaining("coffer.payment.stripe.secret-key is missing");
    }
}
