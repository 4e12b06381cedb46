package dev.coffer.kyc.risk;

import dev.coffer.core.config.SettingField;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The setting {@value #KEY}: what speaks for a risk, how much, and what follows from a high one. */
public record RiskSettings(
        @SettingField(
                value = "CHECK_FAILED=25, CHECK_INCONCLUSIVE=15, COUNTRY=35, DOCUMENT_EXPIRING=5, NEW_ACCOUNT=10,"
                        + " SCREENING_CONFIRMED=100, SCREENING_OPEN=35",
                min = "0",
                max = "100",
                decimals = 0,
                description =
                        "How many points each factor adds, each time it is found; one that is not named adds none.")
        Map<String, BigDecimal> weights,

        @SettingField(
                value = "AF, BY, CD, MM, RU, SY, VE, YE, ZW",
                description =
                        "Countries of residence that add the weight of COUNTRY, by two letters and separated by commas: MM, SY.")
        String countries,

        @SettingField(
                value = "30d",
                min = "0s",
                max = "3650d",
                description = "How long after it was opened an account is new.")
        Duration newFor,

        @SettingField(
                value = "60d",
                min = "0s",
                max = "3650d",
                description = "How long before its last day a verified document is one that runs out.")
        Duration expiringWithin,

        @SettingField(value = "30", min = "1", max = "100", description = "From how many points on a risk is MEDIUM.")
        int mediumFrom,

        @SettingField(value = "60", min = "1", max = "100", description = "From how many points on a risk is HIGH.")
        int highFrom,

        @SettingField(
                value = "180d",
                min = "1d",
                max = "3650d",
                description = "How long a tier above BASIC holds at most where the risk is HIGH.")
        Duration highValidFor) {

    static final String KEY = "kyc-service/risk";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final List<String> FACTORS =
            Arrays.stream(RiskFactor.values()).map(Enum::name).toList();

    public RiskSettings {
        for (String named : weights.keySet()) {
            if (!FACTORS.contains(named)) {
                throw new IllegalArgumentException("'" + named + "' is no factor: " + FACTORS);
            }
        }
        for (String country : entries(countries)) {
            if (!COUNTRIES.contains(country)) {
                throw new IllegalArgumentException("'" + country + "' is no country of ISO 3166, such as DE");
            }
        }
        if (highFrom <= mediumFrom) {
            throw new IllegalArgumentException("highFrom " + highFrom + " is not above mediumFrom " + mediumFrom);
        }
    }

    public boolean isOfHigherRisk(String country) {
        return entries(countries).contains(country);
    }

    int weight(RiskFactor factor) {
        return weights.getOrDefault(factor.name(), BigDecimal.ZERO).intValueExact();
    }

    RiskLevel level(int score) {
        if (score >= highFrom) {
            return RiskLevel.HIGH;
        }
        return score >= mediumFrom ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    private static List<String> entries(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
