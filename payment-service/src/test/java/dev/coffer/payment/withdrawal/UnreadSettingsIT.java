package dev.coffer.payment.withdrawal;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A process that has not read the settings yet moves no money by a default, where a tenant has set something stricter. */
@ExtendWith(StoresExtension.class)
final class UnreadSettingsIT {

    private static final String TENANT = "strict";
    private static final Duration SOON = Duration.ofSeconds(40);

    private TestTokens tokens;
    private TestService service;

    @BeforeEach
    void set(@FreshDatabase String database) {
        tokens = TestTokens.start();
        try (TestService before = start(database, Map.of())) {
            service = before;
            Customer.of(service, tokens, TENANT, "ann").withMoney("100.00", "EUR");
            change(ApprovalSettings.KEY, "automaticUpTo", "default=0, EUR=1");
            change("payment-service/fees", "deposit", "default=50");
        }
        service = start(database, Map.of("coffer.test.unread-settings", "true"));
    }

    @AfterEach
    void stop() {
        service.close();
        tokens.close();
    }

    private TestService start(String database, Map<String, String> settings) {
        return TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, settings);
    }

    private void change(String key, String field, String value) {
        Intent intent = new Intent(new SettingScope(key, TENANT), 0, "somebody", "for a test");
        await().atMost(SOON)
                .until(() -> service.bean(ChangeSettings.class).set(intent, new HashMap<>(Map.of(field, value)))
                        instanceof SettingResult.Changed);
    }

    @Test
    void no_money_moves_by_a_default_and_all_of_it_by_what_was_set() {
        Customer ann = Customer.of(service, tokens, TENANT, "ann");
        String wallet = ann.open("EUR");

        assertThat(TestService.errorCode(WithdrawalCalls.withdraw(ann, wallet, "20.00", "out")))
                .isEqualTo("UNAVAILABLE");
        assertThat(TestService.errorCode(ann.deposit(wallet, "10.00", "EUR", "in")))
                .isEqualTo("UNAVAILABLE");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");

        service.bean(LiveSettings.class).start();

        assertThat(status(WithdrawalCalls.withdraw(ann, wallet, "20.00", "out")))
                .isEqualTo("AWAITING_APPROVAL");
        assertThat(text(ann.deposit(wallet, "10.00", "EUR", "in"), "/data/deposit/fee/amount"))
                .isEqualTo("5.00");
    }

    private static String status(JsonNode withdrawal) {
        return text(withdrawal, "/data/withdraw/status");
    }
}
