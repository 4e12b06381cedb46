package dev.coffer.core.config;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.InvalidAmount;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a field's values are written and what they become. Each has one canonical form, in which it is stored and shown:
 * {@code format(parse(text))}.
 */
public enum SettingType {
    /** {@code String}: any text of up to {@value #LONGEST_TEXT} characters. */
    TEXT("a text"),
    /** {@link Secret}: as a text, encrypted at rest. */
    SECRET("a secret text"),
    /** {@code int} or {@code long}. */
    INTEGER("a whole number such as 10"),
    /** {@link BigDecimal}. */
    DECIMAL("a decimal number such as 2.9"),
    /** {@code boolean}. */
    SWITCH("true or false"),
    /** {@link Duration}. */
    DURATION("a time such as 500ms, 90s, 5m, 24h or 30d"),
    /** An enum. */
    CHOICE("one of the choices"),
    /** {@link Money}. */
    MONEY("an amount with its currency such as 12.50 EUR"),
    /** {@code Map<String, BigDecimal>}: numbers by name; bounds hold for each number. */
    DECIMALS("decimal numbers by name such as default=2.9, BTC=0.5");

    static final int LONGEST_TEXT = 4_096;
    private static final int MOST_NAMES = 200;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

    private final String words;

    SettingType(String words) {
        this.words = words;
    }

    /** What a value looks like, to be read after "must be". */
    String words() {
        return words;
    }

    /** Whether {@code min} and {@code max} bound the length and not the value. */
    boolean isText() {
        return this == TEXT || this == SECRET;
    }

    /**
     * The value that the text stands for; a choice stays a text here.
     *
     * @throws IllegalArgumentException without the text, which may be secret; {@link #words} says what would be right
     */
    Object parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("longer than " + LONGEST_TEXT + " characters");
        }
        return switch (this) {
            case TEXT, CHOICE -> text;
            case SECRET -> Secret.of(text);
            case INTEGER -> Long.parseLong(text);
            case DECIMAL -> decimal(text);
            case SWITCH -> truth(text);
            case DURATION -> DurationText.parse(text);
            case MONEY -> money(text);
            case DECIMALS -> decimals(text);
        };
    }

    /** The canonical text of a value that {@link #parse} made. */
    String format(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case BigDecimal number -> plain(number);
            case Duration duration -> DurationText.format(duration);
            case Map<?, ?> numbers ->
                numbers.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + plain((BigDecimal) entry.getValue()))
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a decimal number");
        }
        return new BigDecimal(text);
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Money money(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not an amount and a currency");
        }
        try {
            return Money.parse(parts[0], Currencies.builtIn().get(parts[1]));
        } catch (InvalidAmount wrong) {
            throw new IllegalArgumentException("not an amount and a currency", wrong);
        }
    }

    private static Map<String, BigDecimal> decimals(String text) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        if (text.isBlank()) {
            return numbers;
        }
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split("=", -1);
            if (parts.length != 2 || !NAME.matcher(parts[0].strip()).matches()) {
                throw new IllegalArgumentException("not names and numbers");
            }
            if (numbers.put(parts[0].strip(), decimal(parts[1].strip())) != null) {
                throw new IllegalArgumentException("a name comes twice");
            }
        }
        if (numbers.size() > MOST_NAMES) {
            throw new IllegalArgumentException("more than " + MOST_NAMES + " names");
        }
        return numbers;
    }
}
