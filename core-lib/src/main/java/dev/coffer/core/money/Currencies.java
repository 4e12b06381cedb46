package dev.coffer.core.money;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The currencies that a system knows, by code. Immutable. */
public final class Currencies {

    private static final List<Currency> CRYPTO = List.of(
            new Currency("BTC", 8, Currency.Kind.CRYPTO),
            new Currency("ETH", 9, Currency.Kind.CRYPTO),
            new Currency("USDT", 6, Currency.Kind.CRYPTO),
            new Currency("USDC", 6, Currency.Kind.CRYPTO));
    private static final Currency POINTS = new Currency("POINTS", 0, Currency.Kind.POINTS);
    private static final Currencies BUILT_IN = buildIn();

    private final Map<String, Currency> byCode;

    private Currencies(Map<String, Currency> byCode) {
        this.byCode = Map.copyOf(byCode);
    }

    /** ISO 4217 as the JDK knows it, the common crypto currencies, and POINTS. */
    public static Currencies builtIn() {
        return BUILT_IN;
    }

    /** These currencies and {@code more}; one of {@code more} with a known code replaces it. */
    public Currencies with(Collection<Currency> more) {
        Map<String, Currency> all = new HashMap<>(byCode);
        more.forEach(currency -> all.put(currency.code(), currency));
        return new Currencies(all);
    }

    /** The currency with this code, or null when there is none. Codes are case-sensitive. */
    public @Nullable Currency find(String code) {
        return byCode.get(code);
    }

    /** @throws InvalidAmount with {@link InvalidAmount.Reason#UNKNOWN_CURRENCY} when there is none with this code */
    public Currency get(String code) {
        Currency currency = byCode.get(code);
        if (currency == null) {
            throw InvalidAmount.unknownCurrency(code);
        }
        return currency;
    }

    private static Currencies buildIn() {
        Map<String, Currency> all = new HashMap<>();
        for (java.util.Currency iso : java.util.Currency.getAvailableCurrencies()) {
            if (iso.getDefaultFractionDigits() >= 0) {
                all.put(
                        iso.getCurrencyCode(),
                        new Currency(iso.getCurrencyCode(), iso.getDefaultFractionDigits(), Currency.Kind.FIAT));
            }
        }
        CRYPTO.forEach(currency -> all.put(currency.code(), currency));
        all.put(POINTS.code(), POINTS);
        return new Currencies(all);
    }
}
