package dev.coffer.payment.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestSeeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConversionTest {

    private static final int CASES = 50_000;
    private static final Instant AT = Instant.parse("2026-03-11T10:15:30Z");
    private static final List<Currency> CURRENCIES = List.of(
            currency("NONE", 0), currency("TWO", 2), currency("THREE", 3), currency("EIGHT", 8), currency("NINE", 9));

    private final RandomGenerator random = TestSeeds.random(ConversionTest.class);

    private static Currency currency(String code, int decimals) {
        return new Currency(code, decimals, Currency.Kind.FIAT);
    }

    @ParameterizedTest
    @CsvSource({
        // amount minor, decimals from, decimals to, rate, spread percent, net, spread
        "10000, 2, 2, 1.085, 0, 10850, 0",
        "10000, 2, 2, 1.085, 1, 10741, 109",
        "1, 2, 2, 1.99, 0, 1, 0",
        "100, 2, 0, 160.25, 0, 160, 0",
        "1, 0, 8, 0.0000001, 0, 10, 0",
        "1, 9, 0, 1000000000, 0, 1, 0",
        "3, 3, 9, 0.333333333, 0.000001, 999998, 1",
        "9223372036854775807, 2, 2, 1, 0, 9223372036854775807, 0"
    })
    void the_client_gets_the_amount_at_the_rate_cut_off_less_the_spread_rounded_up(
            long amount, int from, int to, BigDecimal rate, BigDecimal percent, long net, long spread) {
        Currency sold = currency("FROM", from);
        Currency bought = currency("TO", to);

        Conversion result =
                Conversion.of(new Money(amount, sold), bought, Rate.of(rate, RateSource.MANUAL, AT), percent);

        assertThat(result).isEqualTo(new Conversion.Converted(new Money(net, bought), new Money(spread, bought)));
    }

    @Test
    void what_leaves_nothing_or_is_more_than_an_amount_can_be_is_not_converted() {
        Currency two = CURRENCIES.get(1);
        Currency none = CURRENCIES.get(0);
        assertThat(convert(99, two, none, "1", "0")).isEqualTo(new Conversion.TooSmall());
        assertThat(convert(0, two, none, "1000", "0")).isEqualTo(new Conversion.TooSmall());
        assertThat(convert(100, two, none, "1", "0.1")).isEqualTo(new Conversion.TooSmall());
        assertThat(convert(1_000, two, two, "1", "100")).isEqualTo(new Conversion.TooSmall());
        assertThat(convert(Long.MAX_VALUE, two, two, "1.000000001", "0")).isEqualTo(new Conversion.TooLarge());
        assertThat(convert(Long.MAX_VALUE, none, CURRENCIES.get(4), "1000000000", "100"))
                .isEqualTo(new Conversion.TooLarge());
    }

    private static Conversion convert(long amount, Currency from, Currency to, String rate, String percent) {
        return Conversion.of(
                new Money(amount, from),
                to,
                Rate.of(new BigDecimal(rate), RateSource.MANUAL, AT),
                new BigDecimal(percent));
    }

    @Test
    void no_amount_comes_back_as_more_than_it_was_whatever_the_rate() {
        int converted = 0;
        for (int i = 0; i < CASES; i++) {
            Money amount = new Money(amount(), CURRENCIES.get(random.nextInt(CURRENCIES.size())));
            Currency to = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            Rate rate = rate();
            BigDecimal percent = BigDecimal.valueOf(random.nextBoolean() ? 0 : random.nextInt(300), 2);
            if (Conversion.of(amount, to, rate, percent) instanceof Conversion.Converted there) {
                assertCutOff(amount, there, rate);
                Conversion back = Conversion.of(there.net(), amount.currency(), rate.inverse(), percent);
                if (back instanceof Conversion.Converted(Money net, Money spread)) {
                    converted++;
                    assertThat(net.plus(spread).minor())
                            .as("%s at %s and back", amount, rate)
                            .isLessThanOrEqualTo(amount.minor());
                }
            }
        }
        // The cases are worth nothing when nearly none of them goes both ways.
        assertThat(converted).isGreaterThan(CASES / 10);
    }

    /** Not a smallest unit more than the exact value, and less than one unit less. */
    private static void assertCutOff(Money amount, Conversion.Converted there, Rate rate) {
        BigDecimal exact =
                BigDecimal.valueOf(amount.minor(), amount.currency().decimals()).multiply(rate.numerator());
        BigInteger gross = BigInteger.valueOf(there.net().minor())
                .add(BigInteger.valueOf(there.spread().minor()));
        int decimals = there.net().currency().decimals();
        assertThat(new BigDecimal(gross, decimals).multiply(rate.denominator())).isLessThanOrEqualTo(exact);
        assertThat(new BigDecimal(gross.add(BigInteger.ONE), decimals).multiply(rate.denominator()))
                .isGreaterThan(exact);
    }

    private long amount() {
        return switch (random.nextInt(10)) {
            case 0 -> 1;
            case 1 -> Long.MAX_VALUE - random.nextInt(2);
            default -> 1 + random.nextLong(1L << (1 + random.nextInt(62)));
        };
    }

    /** Straight, inverse or across a third currency. */
    private Rate rate() {
        BigDecimal one = value();
        Rate straight = Rate.of(one, RateSource.PROVIDER, AT);
        return switch (random.nextInt(3)) {
            case 0 -> straight;
            case 1 -> straight.inverse();
            default -> new Rate(one, value(), RateSource.PROVIDER, AT);
        };
    }

    private BigDecimal value() {
        return BigDecimal.valueOf(1 + random.nextLong(10_000_000), random.nextInt(8))
                .setScale(Rate.MOST_DECIMALS, RoundingMode.UNNECESSARY);
    }

    @Test
    void a_providers_rates_serve_straight_inverse_and_across_the_base_and_not_for_what_is_not_named() {
        ProvidedRates rates = new ProvidedRates(
                "EUR", AT, Map.of("USD", new BigDecimal("1.25"), "JPY", new BigDecimal("160"), "ZWL", BigDecimal.ZERO));
        assertThat(decimal(rates.between("EUR", "USD"))).isEqualTo("1.25");
        assertThat(decimal(rates.between("USD", "EUR"))).isEqualTo("0.8");
        assertThat(decimal(rates.between("USD", "JPY"))).isEqualTo("128");
        assertThat(decimal(rates.between("JPY", "USD"))).isEqualTo("0.0078125");
        assertThat(rates.between("EUR", "ZWL")).isNull();
        assertThat(rates.between("EUR", "GBP")).isNull();
        assertThat(decimal(new Rate(BigDecimal.ONE, new BigDecimal("3"), RateSource.MANUAL, AT)))
                .isEqualTo("0.333333333333");
    }

    private static String decimal(@Nullable Rate rate) {
        return rate == null ? "none" : rate.toDecimal();
    }
}
