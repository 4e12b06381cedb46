package dev.coffer.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency EUR = Currencies.builtIn().get("EUR");

    @ParameterizedTest
    @CsvSource({
        "12.50,EUR,1250",
        "12.5,EUR,1250",
        "0,EUR,0",
        "-0.01,EUR,-1",
        "7,JPY,7",
        "1.234,KWD,1234",
        "0.00000001,BTC,1"
    })
    void a_decimal_text_is_read_exactly(String text, String code, long minor) {
        assertThat(Money.parse(text, Currencies.builtIn().get(code)).minor()).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "+1", "01", ".5", "5.", "1e3", "1,5", "NaN", "--1", "0x1", "１"})
    void what_is_not_a_plain_decimal_is_refused(String text) {
        assertThatThrownBy(() -> Money.parse(text, EUR))
                .isInstanceOfSatisfying(
                        InvalidAmount.class, e -> assertThat(e.reason()).isEqualTo(InvalidAmount.Reason.NOT_A_NUMBER));
    }

    @Test
    void more_decimals_than_the_currency_has_are_refused_even_as_zeros() {
        for (String text : List.of("1.001", "1.000")) {
            assertThatThrownBy(() -> Money.parse(text, EUR))
                    .isInstanceOfSatisfying(
                            InvalidAmount.class,
                            e -> assertThat(e.reason()).isEqualTo(InvalidAmount.Reason.TOO_MANY_DECIMALS))
                    .hasMessageContaining("EUR allows (2)");
        }
    }

    @Test
    void the_largest_amount_is_kept_and_one_more_is_refused() {
        Money largest = Money.parse("92233720368547758.07", EUR);
        assertThat(largest.minor()).isEqualTo(Long.MAX_VALUE);
        assertThat(largest.toDecimal()).isEqualTo("92233720368547758.07");
        assertThatThrownBy(() -> Money.parse("92233720368547758.08", EUR))
                .isInstanceOfSatisfying(
                        InvalidAmount.class, e -> assertThat(e.reason()).isEqualTo(InvalidAmount.Reason.OUT_OF_RANGE));
        assertThatThrownBy(() -> largest.plus(new Money(1, EUR))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_never_mix() {
        Money yen = new Money(1, Currencies.builtIn().get("JPY"));
        assertThatThrownBy(() -> new Money(1, EUR).plus(yen)).isInstanceOf(InvalidAmount.class);
    }

    @Test
    void a_fee_is_rounded_half_even() {
        BigDecimal rate = new BigDecimal("0.025");
        assertThat(new Money(100, EUR).times(rate, RoundingMode.HALF_EVEN).minor())
                .isEqualTo(2);
        assertThat(new Money(300, EUR).times(rate, RoundingMode.HALF_EVEN).minor())
                .isEqualTo(8);
    }

    @Test
    void printing_and_reading_are_inverse() {
        long seed = Long.getLong("coffer.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Currency currency = new Currency("XYZ", random.nextInt(Currency.MAX_DECIMALS + 1), Currency.Kind.POINTS);
            Money money = new Money(random.nextLong() >> random.nextInt(64), currency);
            assertThat(Money.parse(money.toDecimal(), currency))
                    .as("seed %d", seed)
                    .isEqualTo(money);
        }
    }
}
