package dev.coffer.payment.withdrawal;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.util.Map;

/** The setting {@value #KEY}: what may leave without anybody's approval. */
record ApprovalSettings(
        @SettingField(
                value = "default=0, AUD=1600, CAD=1500, CHF=950, EUR=1000, GBP=850, JPY=160000, NOK=11500, PLN=4300,"
                        + " SEK=11500, USD=1100",
                min = "0",
                decimals = 9,
                description =
                        "The most that a withdrawal may be without approval, by currency code; \"default\" stands for all that are not named. 0 has everything approved.")
        Map<String, BigDecimal> automaticUpTo) {

    static final String KEY = "payment-service/withdrawals";

    private static final String ANY_CURRENCY = "default";

    boolean needsApproval(Money amount) {
        BigDecimal most = automaticUpTo.getOrDefault(
                amount.currency().code(), automaticUpTo.getOrDefault(ANY_CURRENCY, BigDecimal.ZERO));
        return new BigDecimal(amount.toDecimal()).compareTo(most) > 0;
    }
}
