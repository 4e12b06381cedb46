package dev.coffer.payment.limit;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import java.math.BigDecimal;
import java.util.Map;

/** The setting {@value #KEY}: what the house limits for every user, and what everything is counted in. */
record LimitSettings(
        @SettingField(
                value = "EUR",
                pattern = "[A-Z][A-Z0-9]{1,11}",
                description =
                        "The currency in which all limits are kept, whatever is paid in. When it changes, what was counted is exchanged by its rate.")
        String currency,

        @SettingField(
                value =
                        "EUR=1, USD=0.9, GBP=1.2, CHF=1.05, SEK=0.09, NOK=0.09, DKK=0.134, PLN=0.23, CZK=0.04, CAD=0.65, AUD=0.6, NZD=0.55, JPY=0.0065, BTC=90000, ETH=3000, USDT=0.9, USDC=0.9",
                min = "0",
                decimals = 12,
                description =
                        "How many units of the limit currency one unit of a currency counts, by code. For limits only: nothing is converted by it. What has no rate here is not taken.")
        Map<String, BigDecimal> rates,

        @SettingField(
                value = "",
                min = "0",
                description =
                        "The most that one operation may count, for every user, by operation: deposit, withdrawal, bet. In units of the limit currency.")
        Map<String, BigDecimal> perOperation,

        @SettingField(
                value = "",
                min = "0",
                description =
                        "The most that may count on one day, for every user, by operation: deposit, withdrawal, bet, loss. In units of the limit currency.")
        Map<String, BigDecimal> daily,

        @SettingField(
                value = "",
                min = "0",
                description =
                        "The most that may count in one month, for every user, by operation: deposit, withdrawal, bet, loss. In units of the limit currency.")
        Map<String, BigDecimal> monthly) {

    static final String KEY = "payment-service/limits";

    LimitSettings {
        Currency known = Currencies.builtIn().find(currency);
        if (known == null || known.kind() == Currency.Kind.POINTS) {
            throw new IllegalArgumentException("'" + currency + "' is no currency that limits can be kept in");
        }
        NamedOperations.require(perOperation, NamedOperations.SINGLE);
        NamedOperations.require(daily, NamedOperations.ALL);
        NamedOperations.require(monthly, NamedOperations.ALL);
    }
}
