package dev.coffer.bonus.offer;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The setting {@value #KEY}: what all bonuses of a tenant together may be worth. */
record BudgetSettings(
        @SettingField(
                value = "",
                min = "0",
                description =
                        "The most that all bonuses of a day of UTC are worth together, by currency code; without end where a currency is not named. Counted from when it is set.")
        Map<String, BigDecimal> perDay,

        @SettingField(
                value = "",
                min = "0",
                description =
                        "The most that all bonuses are worth together, by currency code; without end where a currency is not named. Counted from when it is set.")
        Map<String, BigDecimal> total) {

    static final String KEY = "bonus-service/budget";

    @Nullable
    Money perDay(Currency currency) {
        return money(perDay.get(currency.code()), currency);
    }

    @Nullable
    Money total(Currency currency) {
        return money(total.get(currency.code()), currency);
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, Currency currency) {
        return amount == null
                ? null
                : new Money(
                        amount.movePointRight(currency.decimals())
                                .setScale(0, RoundingMode.DOWN)
                                .longValueExact(),
                        currency);
    }
}
