package dev.coffer.kyc.profile;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tier allows, in the base currency.
 *
 * @param maximumBalance null when there is no limit
 */
record TierTerms(
        KycTier tier,
        Limit deposit,
        Limit withdrawal,
        @Nullable Money maximumBalance) {

    /** How much may move in one operation, one day, one month. */
    record Limit(Money perOperation, Money daily, Money monthly) {

        Limit {
            if (perOperation.compareTo(daily) > 0 || daily.compareTo(monthly) > 0) {
                throw new IllegalArgumentException(
                        "Limits must grow with their time: " + perOperation + ", " + daily + ", " + monthly);
            }
        }
    }

    /** The terms that a tenant begins with, the lowest tier first. */
    static List<TierTerms> standard(Currencies currencies) {
        Currency base = currencies.get("EUR");
        return List.of(
                terms(base, KycTier.NONE, limit(base, 0, 0, 0), limit(base, 0, 0, 0), 0L),
                terms(base, KycTier.BASIC, limit(base, 1_000, 2_000, 5_000), limit(base, 500, 1_000, 2_500), 5_000L),
                terms(
                        base,
                        KycTier.STANDARD,
                        limit(base, 5_000, 10_000, 25_000),
                        limit(base, 2_500, 5_000, 15_000),
                        50_000L),
                terms(
                        base,
                        KycTier.ENHANCED,
                        limit(base, 25_000, 50_000, 150_000),
                        limit(base, 15_000, 30_000, 100_000),
                        250_000L),
                terms(
                        base,
                        KycTier.FULL,
                        limit(base, 100_000, 250_000, 1_000_000),
                        limit(base, 50_000, 150_000, 500_000),
                        null),
                terms(
                        base,
                        KycTier.PROFESSIONAL,
                        limit(base, 1_000_000, 5_000_000, 50_000_000),
                        limit(base, 500_000, 2_500_000, 25_000_000),
                        null));
    }

    private static TierTerms terms(
            Currency base, KycTier tier, Limit deposit, Limit withdrawal, @Nullable Long maximumBalance) {
        return new TierTerms(tier, deposit, withdrawal, maximumBalance == null ? null : whole(base, maximumBalance));
    }

    private static Limit limit(Currency base, long perOperation, long daily, long monthly) {
        return new Limit(whole(base, perOperation), whole(base, daily), whole(base, monthly));
    }

    private static Money whole(Currency base, long units) {
        return Money.parse(Long.toString(units), base);
    }
}
