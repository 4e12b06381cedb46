package dev.coffer.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators are told to look at in this service is there. */
@ExtendWith(StoresExtension.class)
class PaymentMetricsIT {

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Pattern NAME = Pattern.compile("`(coffer_(?:payment|stepup)_[a-z_]+)`");

    @Test
    void every_metric_of_payment_that_the_documents_name_is_there(@FreshDatabase String database) throws IOException {
        List<String> documented = NAME.matcher(Files.readString(OPERATIONS))
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        PaymentApplication.class,
                        PaymentApplication.SERVICE,
                        database,
                        tokens,
                        // Some are there only with a provider of rates; nobody answers at this one.
                        Map.of("coffer.payment.exchange.provider.url", "http://127.0.0.1:1/rates"))) {
            Customer ann = Customer.of(service, tokens, "main", "ann").withMoney("10.00", "EUR");
            ann.ask(
                    "mutation W($input: WithdrawInput!) { withdraw(input: $input) { __typename } }",
                    Map.of(
                            "input",
                            Map.of(
                                    "walletId",
                                    ann.open("EUR"),
                                    "amount",
                                    Customer.money("1.00", "EUR"),
                                    "destination",
                                    "ba_1",
                                    "idempotencyKey",
                                    "out")));
            service.bean(Bookings.class).change(new CloseWallet("main", ann.open("EUR")));

            String metrics = service.get("/metrics").body();

            assertThat(documented)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
        }
    }
}
