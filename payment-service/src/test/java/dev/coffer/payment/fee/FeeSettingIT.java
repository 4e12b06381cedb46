package dev.coffer.payment.fee;

import static dev.coffer.payment.Customer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.ChangeSettings.Intent;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Fees that are changed while two replicas run. */
@ExtendWith(StoresExtension.class)
final class FeeSettingIT {

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final String QUOTE = "query Q($type: FeeType!) { quoteFee(type: $type,"
            + " amount: { amount: \"50.00\", currency: \"EUR\" }) { fee { amount } paid { amount } received { amount } } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    /** Changes a tenant's fees through one replica and waits until both have it. */
    private static void set(@Nullable String tenantId, long expected, Map<String, String> values) {
        SettingScope scope = new SettingScope(FeeSettings.KEY, tenantId);
        Intent intent = new Intent(scope, expected, "somebody", "for a test");
        // A service publishes what it declares soon after its start.
        await().atMost(BOUND)
                .until(() -> service.bean(ChangeSettings.class).set(intent, new HashMap<>(values))
                        instanceof SettingResult.Changed);
        for (TestService replica : new TestService[] {service, other}) {
            await().atMost(BOUND).until(() -> replica.bean(LiveSettings.class).version(scope) == expected + 1);
        }
    }

    private static String quoted(Customer customer, FeeType type) {
        return text(customer.ask(QUOTE, Map.of("type", type.name())), "/data/quoteFee/fee/amount");
    }

    @Test
    void a_changed_fee_counts_in_both_replicas_for_its_tenant_only() {
        Customer ann = Customer.of(service, tokens, "one-tenant", "ann");
        Customer eve = Customer.of(service, tokens, "another-tenant", "eve");
        assertThat(quoted(ann, FeeType.DEPOSIT)).isEqualTo("1.45");

        set("one-tenant", 0, Map.of("deposit", "default=2.9, EUR=10", "payment", "EUR=1"));

        assertThat(quoted(ann, FeeType.DEPOSIT)).isEqualTo("5.00");
        assertThat(quoted(ann.at(other), FeeType.PAYMENT)).isEqualTo("0.50");
        assertThat(quoted(eve, FeeType.DEPOSIT)).isEqualTo("1.45");
        assertThat(quoted(eve, FeeType.PAYMENT)).isEqualTo("0.00");
        JsonNode deposit = ann.deposit(ann.open("EUR"), "50.00", "EUR", "with-the-new-fee");
        assertThat(text(deposit, "/data/deposit/fee/amount")).isEqualTo("5.00");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("45.00");
    }

    @Test
    void what_was_done_before_a_change_keeps_its_fee_when_it_is_asked_for_again() {
        Customer ann = Customer.of(service, tokens, "keeping-tenant", "ann").withMoney("100.00", "EUR");
        Customer bob = Customer.of(service, tokens, "keeping-tenant", "bob");
        bob.open("EUR");
        JsonNode paid = ann.payUser("bob", "10.00", "EUR", "before");

        set("keeping-tenant", 0, Map.of("deposit", "default=50", "payment", "default=50"));

        assertThat(ann.payUser("bob", "10.00", "EUR", "before")).isEqualTo(paid);
        assertThat(text(ann.deposit(ann.open("EUR"), "100.00", "EUR", "fund-100.00EUR"), "/data/deposit/fee/amount"))
                .isEqualTo("2.90");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
        assertThat(text(ann.payUser("bob", "10.00", "EUR", "after"), "/data/transferFunds/fee/amount"))
                .isEqualTo("5.00");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("72.10");
        assertThat(bob.balance("EUR")).isEqualByComparingTo("20.00");
    }
}
