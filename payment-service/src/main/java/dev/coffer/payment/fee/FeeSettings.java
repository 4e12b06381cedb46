package dev.coffer.payment.fee;

import dev.coffer.core.config.SettingField;
import java.math.BigDecimal;
import java.util.Map;

/** The setting {@value #KEY}: percentages of the amount by currency code, see {@link FeeSchedule}. */
record FeeSettings(
        @SettingField(
                value = "default=2.9",
                min = "0",
                max = "100",
                description =
                        "Percentages taken out of a deposit, by currency code; \"default\" stands for all that are not named.")
        Map<String, BigDecimal> deposit,

        @SettingField(
                value = "default=0",
                min = "0",
                max = "100",
                description =
                        "Percentages put on top of a payment, by currency code; \"default\" stands for all that are not named.")
        Map<String, BigDecimal> payment,

        @SettingField(
                value = "default=1",
                min = "0",
                max = "100",
                description =
                        "Percentages put on top of a withdrawal, by currency code; \"default\" stands for all that are not named.")
        Map<String, BigDecimal> withdrawal) {

    static final String KEY = "payment-service/fees";

    FeeSchedule schedule() {
        return new FeeSchedule(
                Map.of(FeeType.DEPOSIT, deposit, FeeType.PAYMENT, payment, FeeType.WITHDRAWAL, withdrawal));
    }
}
