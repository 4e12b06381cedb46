package dev.coffer.payment.stepup;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.stepup.Amount;
import dev.coffer.core.stepup.RequiredProof;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@value #KEY}: what demands a fresh proof of who asks. Nothing does unless somebody sets it.
 *
 * @param withdrawals see {@link #isReached}
 * @param payments see {@link #isReached}
 */
record StepUpSettings(
        @SettingField(
                value = "FACTOR_IF_ENROLLED",
                description =
                        "What has to be proven: PASSWORD, any proof; FACTOR_IF_ENROLLED, a second factor, or the password once more by users who have none; SECOND_FACTOR, refusing users who have none.")
        RequiredProof proof,

        @SettingField(value = "5m", min = "30s", max = "1h", description = "How long ago that may have been, at most.")
        Duration within,

        @SettingField(
                value = "",
                min = "0",
                decimals = 9,
                description =
                        "From which amount on a withdrawal demands it, by currency code; \"default\" stands for all that are not named, and without it those demand it at any amount. Empty: none does.")
        Map<String, BigDecimal> withdrawals,

        @SettingField(
                value = "",
                min = "0",
                decimals = 9,
                description =
                        "The same for payments to others: transfers, holds and payments of orders. Linked and bulk transfers demand it at any amount, since many small ones are a large one. Empty: none does.")
        Map<String, BigDecimal> payments,

        @SettingField(
                value = "false",
                description =
                        "Whether staff's doings with other people's money demand it: approving, settling by hand, reversing, adjusting, credit limits, exchange rates.")
        boolean staff) {

    static final String KEY = "payment-service/step-up";

    private static final String ANY_CURRENCY = "default";

    StepUpSettings {
        withdrawals = Map.copyOf(withdrawals);
        payments = Map.copyOf(payments);
    }

    /** A currency that nobody thought of is none that needs no proof. @param amount null for one that is not told */
    static boolean isReached(Map<String, BigDecimal> from, @Nullable Amount amount) {
        if (from.isEmpty()) {
            return false;
        }
        BigDecimal least = amount == null
                ? BigDecimal.ZERO
                : from.getOrDefault(amount.currency(), from.getOrDefault(ANY_CURRENCY, BigDecimal.ZERO));
        return amount == null || amount.number().compareTo(least) >= 0;
    }
}
