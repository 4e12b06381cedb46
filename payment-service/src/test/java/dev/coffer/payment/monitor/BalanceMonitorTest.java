package dev.coffer.payment.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Pocket;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BalanceMonitorTest {

    @ParameterizedTest
    @CsvSource({
        "BELOW, 10, 10, 9, true",
        "BELOW, 10, 11, 10, false",
        "BELOW, 10, 9, 8, false",
        "BELOW, 10, 9, 10, false",
        "BELOW, 10, 1000, -1000, true",
        "BELOW, -5, -5, -6, true",
        "BELOW, 9223372036854775807, 9223372036854775807, 9223372036854775806, true",
        "BELOW, -9223372036854775808, 0, -9223372036854775808, false",
        "ABOVE, 10, 10, 11, true",
        "ABOVE, 10, 9, 10, false",
        "ABOVE, 10, 11, 12, false",
        "ABOVE, 10, 11, 10, false",
        "ABOVE, 0, 0, 1, true",
        "ABOVE, 9223372036854775806, 0, 9223372036854775807, true",
        "ABOVE, 9223372036854775807, 0, 9223372036854775807, false"
    })
    void a_threshold_is_crossed_by_leaving_it_or_its_other_side(
            BalanceCondition condition, long threshold, long before, long after, boolean expected) {
        BalanceMonitor monitor = new BalanceMonitor(
                "m",
                Pocket.REAL,
                condition,
                new Money(threshold, Currencies.builtIn().get("EUR")),
                MonitorSource.OWN,
                0,
                Instant.EPOCH,
                0,
                null);

        assertThat(monitor.isCrossed(before, after)).isEqualTo(expected);
    }
}
