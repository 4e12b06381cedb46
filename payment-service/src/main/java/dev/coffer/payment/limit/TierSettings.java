package dev.coffer.payment.limit;

import dev.coffer.core.config.SettingField;
import dev.coffer.payment.usage.Tier;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The setting {@value #KEY}: what each tier allows, in units of the limit currency; a tier that is not named is not limited. */
record TierSettings(
        @SettingField(
                value = "none=0, basic=1000, standard=5000, enhanced=25000, full=100000, professional=1000000",
                min = "0",
                description = "The most that one deposit may be, by tier.")
        Map<String, BigDecimal> deposit,

        @SettingField(
                value = "none=0, basic=2000, standard=10000, enhanced=50000, full=250000, professional=5000000",
                min = "0",
                description = "The most that may be deposited on one day, by tier.")
        Map<String, BigDecimal> depositDaily,

        @SettingField(
                value = "none=0, basic=5000, standard=25000, enhanced=150000, full=1000000, professional=50000000",
                min = "0",
                description = "The most that may be deposited in one month, by tier.")
        Map<String, BigDecimal> depositMonthly,

        @SettingField(
                value = "none=0, basic=500, standard=2500, enhanced=15000, full=50000, professional=500000",
                min = "0",
                description = "The most that may leave a user at once, to the outside or to another user, by tier.")
        Map<String, BigDecimal> withdrawal,

        @SettingField(
                value = "none=0, basic=1000, standard=5000, enhanced=30000, full=150000, professional=2500000",
                min = "0",
                description = "The most that may leave a user on one day, by tier.")
        Map<String, BigDecimal> withdrawalDaily,

        @SettingField(
                value = "none=0, basic=2500, standard=15000, enhanced=100000, full=500000, professional=25000000",
                min = "0",
                description = "The most that may leave a user in one month, by tier.")
        Map<String, BigDecimal> withdrawalMonthly,

        @SettingField(
                value = "none=0, basic=5000, standard=50000, enhanced=250000",
                min = "0",
                description = "The most that a wallet may hold after a deposit, by tier.")
        Map<String, BigDecimal> balance) {

    static final String KEY = "payment-service/tiers";

    private static final Set<Tier> TIERS = EnumSet.complementOf(EnumSet.of(Tier.UNLIMITED));

    TierSettings {
        NamedOperations.require(deposit, TIERS);
        NamedOperations.require(depositDaily, TIERS);
        NamedOperations.require(depositMonthly, TIERS);
        NamedOperations.require(withdrawal, TIERS);
        NamedOperations.require(withdrawalDaily, TIERS);
        NamedOperations.require(withdrawalMonthly, TIERS);
        NamedOperations.require(balance, TIERS);
    }
}
