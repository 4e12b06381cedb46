package dev.coffer.bonus.loyalty;

import dev.coffer.core.config.SettingField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The setting {@value #KEY}: what stakes are worth in points, and what tiers there are. */
record LoyaltySettings(
        @SettingField(value = "EUR", pattern = "[A-Z0-9]{2,12}", description = "Stakes in this currency earn points.")
        String currency,

        @SettingField(
                value = "default=0",
                min = "0",
                max = "1000",
                decimals = 4,
                description = "Points for a stake of 1, by product: what the id of a game begins with, up to the first"
                        + " hyphen. Rounded down for each bet.")
        Map<String, BigDecimal> points,

        @SettingField(
                value = "silver=1000, gold=10000",
                min = "1",
                max = "1000000000",
                decimals = 0,
                description = "How many points have to be earned in the months that count for each tier.")
        Map<String, BigDecimal> tiers,

        @SettingField(
                value = "3",
                min = "1",
                max = "24",
                description = "Points earned in so many months, with the one that runs, keep a tier.")
        int keepMonths,

        @SettingField(
                value = "12",
                min = "1",
                max = "60",
                description = "Points are gone when so many months have begun after the one in which they were earned.")
        int liveMonths) {

    static final String KEY = "bonus-service/loyalty";

    private static final String DEFAULT = "default";

    LoyaltySettings {
        points = Map.copyOf(points);
        tiers = Map.copyOf(tiers);
    }

    boolean isOn() {
        return points.values().stream().anyMatch(rate -> rate.signum() > 0);
    }

    /** @param stake in whole units of the currency, such as 12.50 */
    long pointsFor(String gameId, BigDecimal stake) {
        int hyphen = gameId.indexOf('-');
        BigDecimal ofProduct = points.get(hyphen < 0 ? gameId : gameId.substring(0, hyphen));
        BigDecimal rate = ofProduct == null ? points.getOrDefault(DEFAULT, BigDecimal.ZERO) : ofProduct;
        return stake.multiply(rate).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** The highest tier for so many points; null below the lowest. */
    @Nullable
    String tier(long earned) {
        return tiers.entrySet().stream()
                .filter(tier -> tier.getValue().longValueExact() <= earned)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** The lowest tier that asks for more; null above the highest. */
    Map.@Nullable Entry<String, BigDecimal> next(long earned) {
        return tiers.entrySet().stream()
                .filter(tier -> tier.getValue().longValueExact() > earned)
                .min(Map.Entry.comparingByValue())
                .orElse(null);
    }

    /** How high a tier is: 0 for none. */
    long rank(@Nullable String tier) {
        BigDecimal least = tier == null ? null : tiers.get(tier);
        return least == null ? 0 : least.longValueExact();
    }
}
