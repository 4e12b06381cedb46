package dev.coffer.payment.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CountUsageTest {

    private static final Currency EUR = Currencies.builtIn().get("EUR");
    private static final Currency USD = Currencies.builtIn().get("USD");
    private static final Currency JPY = Currencies.builtIn().get("JPY");
    private static final LimitScope DAY = new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.DAY);
    private static final LimitScope MONTH = new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.MONTH);
    private static final LimitScope LOSS = new LimitScope(LimitedOperation.LOSS, LimitPeriod.DAY);
    private static final Instant NOON = Instant.parse("2026-01-30T12:00:00Z");
    private static final LimitTerms TERMS = terms(EUR, Map.of(DAY, 100L, MONTH, 150L));
    private static final LimitTerms NO_LIMITS = terms(EUR, Map.of());

    private static LimitTerms terms(Currency currency, Map<LimitScope, Long> house) {
        return new LimitTerms(
                currency,
                Map.of("USD", new BigDecimal("0.9"), "JPY", new BigDecimal("0.0065"), "EUR", new BigDecimal("1.25")),
                Map.of(),
                house,
                Tier.UNLIMITED);
    }

    private static Verdict count(Usage usage, CountedAs as, Money amount, LimitTerms terms, Instant now) {
        return CountUsage.count(usage, new Counted("ann", as, amount, terms), now);
    }

    private static Usage deposited(Usage usage, long cents, Instant now) {
        return fits(count(usage, CountedAs.DEPOSIT, new Money(cents, EUR), TERMS, now));
    }

    private static Usage fits(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Fits.class);
        return ((Verdict.Fits) verdict).usage();
    }

    private static Verdict.Refused refused(Usage usage, long cents, Instant now) {
        Verdict verdict = count(usage, CountedAs.DEPOSIT, new Money(cents, EUR), TERMS, now);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) verdict;
    }

    private static Usage nobody() {
        return Usage.none("main", "ann");
    }

    @Test
    void exactly_the_limit_fits_and_one_minor_unit_more_does_not() {
        Usage usage = deposited(nobody(), 99, NOON);
        assertThat(refused(usage, 2, NOON).reason()).isEqualTo(Verdict.Reason.EXCEEDED);
        assertThat(refused(deposited(usage, 1, NOON), 1, NOON).message())
                .contains("the house's daily deposit limit of 1.00 EUR", "0.00 EUR are left");
    }

    @Test
    void a_day_ends_at_midnight_in_utc_and_a_month_goes_on() {
        Instant lastMoment = Instant.parse("2026-01-30T23:59:59.999Z");
        Usage usage = deposited(nobody(), 100, NOON);
        assertThat(refused(usage, 1, lastMoment).retryAfterSeconds()).isEqualTo(1);

        Usage tomorrow = deposited(usage, 50, lastMoment.plusMillis(1));

        Verdict.Refused full = refused(tomorrow, 1, lastMoment.plusMillis(1));
        assertThat(full.message()).contains("monthly");
        assertThat(full.retryAfterSeconds()).isEqualTo(86_400);
        assertThat(deposited(tomorrow, 100, Instant.parse("2026-02-01T00:00:00Z"))
                        .counters()
                        .used(MONTH))
                .isEqualTo(100);
    }

    @Test
    void a_clock_that_goes_back_gives_no_room_anew() {
        Usage usage = deposited(nobody(), 100, NOON);
        assertThat(refused(usage, 1, NOON.minus(Duration.ofDays(3))).message()).contains("daily");
        assertThat(refused(usage, 1, NOON.minus(Duration.ofDays(60))).message()).contains("daily");
    }

    @Test
    void what_never_fits_says_no_time() {
        assertThat(refused(nobody(), 101, NOON).retryAfterSeconds()).isNull();
        assertThat(refused(nobody(), Long.MAX_VALUE, NOON).retryAfterSeconds()).isNull();
    }

    @Test
    void other_currencies_count_rounded_up() {
        assertThat(TERMS.value(new Money(1, USD))).isEqualTo(1);
        assertThat(TERMS.value(new Money(10, USD))).isEqualTo(9);
        assertThat(TERMS.value(new Money(1, JPY))).isEqualTo(1);
        assertThat(TERMS.value(new Money(1_000, JPY))).isEqualTo(650);
        assertThat(TERMS.value(new Money(Long.MAX_VALUE, JPY))).isEqualTo(5_995_191_823_955_604_275L);
        assertThat(TERMS.value(new Money(1_000, Currencies.builtIn().get("POINTS"))))
                .isZero();
        assertThat(TERMS.value(new Money(1, Currencies.builtIn().get("KWD")))).isNull();
    }

    @Test
    void what_is_beyond_counting_is_the_most_that_can_be_counted() {
        LimitTerms dear = new LimitTerms(EUR, Map.of("USD", new BigDecimal("90000")), Map.of(), Map.of(), Tier.NONE);
        assertThat(dear.value(new Money(Long.MAX_VALUE, USD))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void the_greatest_amounts_pass_where_nothing_is_limited_and_not_where_something_is() {
        Usage most = fits(count(nobody(), CountedAs.DEPOSIT, new Money(Long.MAX_VALUE, EUR), NO_LIMITS, NOON));
        assertThat(most.counters().used(DAY)).isEqualTo(Long.MAX_VALUE);
        Money one = new Money(1, EUR);
        assertThat(count(most, CountedAs.DEPOSIT, one, NO_LIMITS, NOON)).isInstanceOf(Verdict.Fits.class);
        LimitTerms loose = terms(EUR, Map.of(DAY, Long.MAX_VALUE));
        assertThat(count(most, CountedAs.DEPOSIT, one, loose, NOON)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void wins_make_room_for_losses_and_are_never_refused() {
        LimitTerms losses = terms(EUR, Map.of(LOSS, 100L));
        Usage usage = fits(count(nobody(), CountedAs.BET, new Money(100, EUR), losses, NOON));
        assertThat(count(usage, CountedAs.BET, new Money(1, EUR), losses, NOON)).isInstanceOf(Verdict.Refused.class);

        Usage won = fits(count(usage, CountedAs.WIN, new Money(250, EUR), losses, NOON));

        assertThat(won.counters().used(LOSS)).isEqualTo(-150);
        fits(count(won, CountedAs.BET, new Money(250, EUR), losses, NOON));
        assertThat(count(won, CountedAs.BET, new Money(251, EUR), losses, NOON)).isInstanceOf(Verdict.Refused.class);
        fits(count(won, CountedAs.WIN, new Money(Long.MAX_VALUE, EUR), losses, NOON));
    }

    @Test
    void room_given_back_finds_its_day_or_its_month_or_nothing() {
        Verdict.Fits counted = (Verdict.Fits) count(nobody(), CountedAs.DEPOSIT, new Money(90, EUR), TERMS, NOON);
        Tally back = Objects.requireNonNull(counted.tally()).givenBack(1, 3);
        assertThat(back.amount()).isEqualTo(-30);

        Usage sameDay = CountUsage.giveBack(counted.usage(), back, NOON).usage();
        Usage sameMonth = CountUsage.giveBack(counted.usage(), back, NOON.plus(Duration.ofDays(1)))
                .usage();
        Usage later = CountUsage.giveBack(counted.usage(), back, NOON.plus(Duration.ofDays(3)))
                .usage();

        assertThat(sameDay.counters().used(DAY)).isEqualTo(60);
        assertThat(sameMonth.counters().used(DAY)).isZero();
        assertThat(sameMonth.counters().used(MONTH)).isEqualTo(60);
        assertThat(later.counters().used(MONTH)).isZero();
    }

    @Test
    void another_limit_currency_takes_over_what_was_counted_and_limited() {
        Usage euros = deposited(nobody(), 99, NOON).withLimit(LimitSource.OWN, DAY, 101L, NOON);
        LimitTerms dollars = terms(USD, Map.of());

        Usage exchanged = Objects.requireNonNull(euros.in(dollars));

        assertThat(exchanged.counters().used(DAY)).isEqualTo(124);
        assertThat(exchanged.limits().getFirst().maximum(NOON)).isEqualTo(126);
        Currency dinars = Currencies.builtIn().get("KWD");
        assertThat(fits(count(nobody(), CountedAs.DEPOSIT, new Money(1, dinars), terms(dinars, Map.of()), NOON))
                        .in(TERMS))
                .isNull();
    }

    @Test
    void an_exclusion_ends_at_its_time_and_the_longest_of_two_counts() {
        Usage usage = Objects.requireNonNull(
                nobody().with(new Exclusion(Exclusion.Kind.COOL_OFF, NOON, NOON.plusSeconds(10))));
        assertThat(refused(usage, 1, NOON.plusMillis(9_500)))
                .isEqualTo(new Verdict.Refused(
                        Verdict.Reason.EXCLUDED,
                        "You are taking a break until 2026-01-30T12:00:10Z; no deposit and no bet is taken.",
                        1));
        deposited(usage, 1, NOON.plusSeconds(10));
        Usage both = Objects.requireNonNull(
                usage.with(new Exclusion(Exclusion.Kind.SELF_EXCLUSION, NOON, NOON.plusSeconds(5))));
        assertThat(refused(both, 1, NOON).retryAfterSeconds()).isEqualTo(10);
        assertThat(both.with(new Exclusion(Exclusion.Kind.COOL_OFF, NOON, NOON.plusSeconds(9))))
                .isNull();
        assertThat(both.with(new Exclusion(Exclusion.Kind.COOL_OFF, NOON.plusSeconds(11), NOON.plusSeconds(12))))
                .isNotNull();
    }
}
