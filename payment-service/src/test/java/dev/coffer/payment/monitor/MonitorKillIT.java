package dev.coffer.payment.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.bank.PaymentProcess;
import dev.coffer.payment.monitor.FaultyMonitors.Step;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is gone, as by {@code kill -9}, while it tells of a crossing; another one goes on. Ann has 97.10 EUR, Ben 97.10. */
@ExtendWith(StoresExtension.class)
class MonitorKillIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int KILLED = 137;

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"NOTE", "COMMIT"})
    void a_process_killed_before_or_after_its_commit_leaves_each_crossing_told_once(
            Step step, @FreshDatabase String database) throws Exception {
        String tenant = step.name().toLowerCase(Locale.ROOT);
        try (TestTokens tokens = TestTokens.start()) {
            String below = watchedByAnn(database, tokens, tenant);
            try (PaymentProcess dying =
                    new PaymentProcess(FaultyMonitors.class, FaultyMonitors.DIES_AT, step.name(), database, tokens)) {
                try (HttpClient http = HttpClient.newHttpClient()) {
                    awaitReady(http, dying);
                    // Its answer may be lost with it.
                    http.sendAsync(
                            payment(dying, tokens.user("ann", tenant, "user")), HttpResponse.BodyHandlers.discarding());
                    assertThat(dying.awaitDeath()).isEqualTo(KILLED);
                }
            }
            try (TestService next = start(database, tokens)) {
                customer(next, tokens, tenant, "ann").payUser("ben", "10.00", "EUR", "down");
                customer(next, tokens, tenant, "ben").payUser("ann", "10.00", "EUR", "up");
                customer(next, tokens, tenant, "ann").payUser("ben", "11.00", "EUR", "down again");

                await().atMost(LIMIT)
                        .untilAsserted(
                                () -> assertThat(balances(next, tenant, below)).containsExactly("87.10", "86.10"));
            }
        }
    }

    private static String watchedByAnn(String database, TestTokens tokens, String tenant) {
        try (TestService service = start(database, tokens)) {
            customer(service, tokens, tenant, "ben").withMoney("100.00", "EUR");
            Customer ann = customer(service, tokens, tenant, "ann").withMoney("100.00", "EUR");
            Map<String, Object> input = Map.of(
                    "walletId", ann.open("EUR"), "condition", "BELOW", "threshold", Customer.money("90.00", "EUR"));
            return Customer.text(
                    ann.ask(
                            "mutation C($input: CreateBalanceMonitorInput!) { createBalanceMonitor(input: $input) {"
                                    + " ... on BalanceMonitor { id } } }",
                            Map.of("input", input)),
                    "/data/createBalanceMonitor/id");
        }
    }

    private static TestService start(String database, TestTokens tokens) {
        return TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    private static Customer customer(TestService service, TestTokens tokens, String tenant, String userId) {
        return Customer.of(service, tokens, tenant, userId);
    }

    private static void awaitReady(HttpClient http, PaymentProcess process) {
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(
                                        HttpRequest.newBuilder(process.readiness())
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static HttpRequest payment(PaymentProcess process, String token) {
        String body = """
                {"query": "mutation { transferFunds(input: {toUserId: \\"ben\\", idempotencyKey: \\"down\\",\
                 amount: {amount: \\"10.00\\", currency: \\"EUR\\"}}) { __typename } }"}""";
        return HttpRequest.newBuilder(process.graphQl())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static List<String> balances(TestService service, String tenant, String monitorId) {
        return new ToldEvents(service)
                .of(tenant, monitorId).stream()
                        .map(event -> event.data().replaceAll(".*\"balance\":\"([^\"]*)\".*", "$1"))
                        .toList();
    }
}
