package dev.coffer.kyc.tier;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The setting {@value #KEY}: what each tier allows. Every tier must be named, and none may allow less than the one below. */
record TierSettings(
        @SettingField(
                value = "EUR",
                pattern = "[A-Z][A-Z0-9]{1,11}",
                description = "The currency of all amounts of the tiers.")
        String currency,

        @SettingField(
                value = "none=0, basic=1000, standard=5000, enhanced=25000, full=100000, professional=1000000",
                min = "0",
                decimals = 2,
                description = "The most that one deposit may be, by tier.")
        Map<String, BigDecimal> deposit,

        @SettingField(
                value = "none=0, basic=2000, standard=10000, enhanced=50000, full=250000, professional=5000000",
                min = "0",
                decimals = 2,
                description = "The most that may be deposited on one day, by tier.")
        Map<String, BigDecimal> depositDaily,

        @SettingField(
                value = "none=0, basic=5000, standard=25000, enhanced=150000, full=1000000, professional=50000000",
                min = "0",
                decimals = 2,
                description = "The most that may be deposited in one month, by tier.")
        Map<String, BigDecimal> depositMonthly,

        @SettingField(
                value = "none=0, basic=500, standard=2500, enhanced=15000, full=50000, professional=500000",
                min = "0",
                decimals = 2,
                description = "The most that one withdrawal or transfer may be, by tier.")
        Map<String, BigDecimal> withdrawal,

        @SettingField(
                value = "none=0, basic=1000, standard=5000, enhanced=30000, full=150000, professional=2500000",
                min = "0",
                decimals = 2,
                description = "The most that may be withdrawn and transferred on one day, by tier.")
        Map<String, BigDecimal> withdrawalDaily,

        @SettingField(
                value = "none=0, basic=2500, standard=15000, enhanced=100000, full=500000, professional=25000000",
                min = "0",
                decimals = 2,
                description = "The most that may be withdrawn and transferred in one month, by tier.")
        Map<String, BigDecimal> withdrawalMonthly,

        @SettingField(
                value = "none=0, basic=5000, standard=50000, enhanced=250000",
                min = "0",
                decimals = 2,
                description =
                        "The most that a wallet may hold after a deposit, by tier; one that is not named has no limit.")
        Map<String, BigDecimal> balance) {

    static final String KEY = "kyc-service/tiers";

    TierSettings {
        Currency known = Currencies.builtIn().find(currency);
        if (known == null || known.kind() == Currency.Kind.POINTS) {
            throw new IllegalArgumentException("'" + currency + "' is no currency that tiers can be kept in");
        }
        requireAll(deposit, depositDaily, depositMonthly, withdrawal, withdrawalDaily, withdrawalMonthly);
        requireKnown(balance);
        requireRising(terms(
                known,
                new Table(deposit, depositDaily, depositMonthly),
                new Table(withdrawal, withdrawalDaily, withdrawalMonthly),
                balance));
    }

    /** The three limits of one operation, by tier. */
    private record Table(
            Map<String, BigDecimal> perOperation, Map<String, BigDecimal> daily, Map<String, BigDecimal> monthly) {

        private TierTerms.Limit of(KycTier tier, Currency currency) {
            String name = name(tier);
            return new TierTerms.Limit(
                    money(perOperation.get(name), currency),
                    money(daily.get(name), currency),
                    money(monthly.get(name), currency));
        }
    }

    /** All tiers, the lowest first. */
    List<TierTerms> terms() {
        return terms(
                Currencies.builtIn().get(currency),
                new Table(deposit, depositDaily, depositMonthly),
                new Table(withdrawal, withdrawalDaily, withdrawalMonthly),
                balance);
    }

    private static List<TierTerms> terms(
            Currency currency, Table deposit, Table withdrawal, Map<String, BigDecimal> balance) {
        List<TierTerms> terms = new ArrayList<>();
        for (KycTier tier : KycTier.values()) {
            BigDecimal most = balance.get(name(tier));
            terms.add(new TierTerms(
                    tier,
                    deposit.of(tier, currency),
                    withdrawal.of(tier, currency),
                    most == null ? null : money(most, currency)));
        }
        return List.copyOf(terms);
    }

    static String name(KycTier tier) {
        return tier.name().toLowerCase(Locale.ROOT);
    }

    private static Money money(@Nullable BigDecimal units, Currency currency) {
        if (units == null) {
            throw new IllegalArgumentException("An amount is missing");
        }
        try {
            return new Money(
                    units.movePointRight(currency.decimals())
                            .setScale(0, RoundingMode.UNNECESSARY)
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(units + " is no amount in " + currency.code(), tooFine);
        }
    }

    @SafeVarargs
    private static void requireAll(Map<String, BigDecimal>... tables) {
        for (Map<String, BigDecimal> table : tables) {
            requireKnown(table);
            for (KycTier tier : KycTier.values()) {
                if (!table.containsKey(name(tier))) {
                    throw new IllegalArgumentException("The tier " + name(tier) + " has no amount");
                }
            }
        }
    }

    private static void requireKnown(Map<String, BigDecimal> table) {
        String known = Arrays.stream(KycTier.values()).map(TierSettings::name).collect(Collectors.joining(", "));
        for (String name : table.keySet()) {
            if (Arrays.stream(KycTier.values()).noneMatch(tier -> name(tier).equals(name))) {
                throw new IllegalArgumentException("'" + name + "' is no tier: " + known);
            }
        }
    }

    private static void requireRising(List<TierTerms> terms) {
        for (int i = 1; i < terms.size(); i++) {
            if (!terms.get(i - 1).isWithin(terms.get(i))) {
                throw new IllegalArgumentException(
                        "The tier " + name(terms.get(i).tier())
                                + " allows less than the one below it, or no more of a balance where that has no limit");
            }
        }
    }
}
