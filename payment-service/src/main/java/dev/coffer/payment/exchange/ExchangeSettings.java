package dev.coffer.payment.exchange;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.money.Currency;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** The setting {@value #KEY}: what an exchange costs a tenant's users, and how old rates may be. */
record ExchangeSettings(
        @SettingField(
                value = "default=1",
                min = "0",
                max = "100",
                description =
                        "Percentages that the house keeps of what is bought, by pair such as EUR-USD for euros into dollars; \"default\" stands for all that are not named.")
        Map<String, BigDecimal> spread,

        @SettingField(
                value = "96h",
                min = "1s",
                max = "365d",
                description = "How old a provider's rate may be; daily rates are three days old after a weekend.")
        Duration providerAge,

        @SettingField(
                value = "30d",
                min = "1s",
                max = "3650d",
                description = "How old a rate may be that staff published.")
        Duration manualAge,

        @SettingField(value = "30s", min = "1s", max = "1h", description = "How long a quote holds.")
        Duration quoteTime) {

    static final String KEY = "payment-service/exchange";

    private static final String ANY_PAIR = "default";

    BigDecimal spreadPercent(Currency from, Currency to) {
        return spread.getOrDefault(from.code() + '-' + to.code(), spread.getOrDefault(ANY_PAIR, BigDecimal.ZERO));
    }

    Duration longestAge(RateSource source) {
        return switch (source) {
            case MANUAL -> manualAge;
            case PROVIDER -> providerAge;
        };
    }
}
