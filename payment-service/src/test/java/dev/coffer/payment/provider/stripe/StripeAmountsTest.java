package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    private static Money money(String amount, String code, int decimals) {
        return Money.parse(amount, new Currency(code, decimals, Currency.Kind.FIAT));
    }

    @ParameterizedTest
    @CsvSource({
        "10.50, EUR, 2, 1050, 1050",
        "0.01, USD, 2, 1, 1",
        "500, JPY, 0, 500, 500",
        "5, ISK, 0, 500, 500",
        "5, UGX, 0, 500, 500",
        "5.00, MGA, 2, 5, 5",
        "5.12, HUF, 2, 512,",
        "5.00, HUF, 2, 500, 500",
        "5.10, TWD, 2, 510,",
        "5.124, KWD, 3,,",
        "5.120, KWD, 3, 5120, 5120",
        "5.10, MGA, 2,,",
        "92233720368547758.07, EUR, 2, 9223372036854775807, 9223372036854775807",
        "9223372036854775807, ISK, 0,,",
    })
    void an_amount_is_said_exactly_or_not_at_all(
            String amount, String code, int decimals, @Nullable Long charged, @Nullable Long paidOut) {
        assertThat(StripeAmounts.toCharge(money(amount, code, decimals))).isEqualTo(charged);
        assertThat(StripeAmounts.toPayOut(money(amount, code, decimals))).isEqualTo(paidOut);
    }

    @Test
    void what_is_no_money_of_a_country_is_not_stripes() {
        assertThat(StripeAmounts.toCharge(new Money(100, new Currency("BTC", 8, Currency.Kind.CRYPTO))))
                .isNull();
        assertThat(StripeAmounts.toCharge(new Money(100, new Currency("GEMS", 0, Currency.Kind.POINTS))))
                .isNull();
    }
}
