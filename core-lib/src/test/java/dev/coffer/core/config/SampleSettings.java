package dev.coffer.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** A setting with a field of most kinds. */
record SampleSettings(
        @SettingField(value = "2.9", min = "0", max = "100", description = "What it costs.")
        BigDecimal percent,

        @SettingField(value = "1s", min = "1ms", atMost = "longest", description = "The first wait.")
        Duration first,

        @SettingField(value = "5m", max = "1d", description = "The longest wait.")
        Duration longest,

        @SettingField(value = "10", min = "1", max = "1000", perTenant = false, description = "How many at most.")
        int most,

        @SettingField(value = "FAST", description = "How.") Pace pace,

        @SettingField(value = "default=1.5", min = "0", max = "50", description = "Costs by currency.")
        Map<String, BigDecimal> byCurrency,

        @SettingField(value = "", min = "8", max = "100", description = "The provider's key.")
        Secret apiKey) {

    static final String KEY = "sample-service/sample";

    enum Pace {
        FAST,
        SLOW
    }
}
