package dev.coffer.kyc.tier;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a tier allows, in the currency of the tenant's tiers.
 *
 * @param maximumBalance null when there is no limit
 */
public record TierTerms(
        KycTier tier,
        Limit deposit,
        Limit withdrawal,
        @Nullable Money maximumBalance) {

    /** How much may move in one operation, one day, one month. */
    public record Limit(Money perOperation, Money daily, Money monthly) {

        public Limit {
            if (perOperation.compareTo(daily) > 0 || daily.compareTo(monthly) > 0) {
                throw new IllegalArgumentException(
                        "Limits must grow with their time: " + perOperation + ", " + daily + ", " + monthly);
            }
        }

        boolean isWithin(Limit higher) {
            return perOperation.compareTo(higher.perOperation) <= 0
                    && daily.compareTo(higher.daily) <= 0
                    && monthly.compareTo(higher.monthly) <= 0;
        }
    }

    /** Whether everything that this tier allows {@code higher} allows too. */
    boolean isWithin(TierTerms higher) {
        Money own = maximumBalance;
        Money others = higher.maximumBalance;
        boolean isBalanceWithin = others == null || (own != null && own.compareTo(others) <= 0);
        return isBalanceWithin && deposit.isWithin(higher.deposit) && withdrawal.isWithin(higher.withdrawal);
    }
}
