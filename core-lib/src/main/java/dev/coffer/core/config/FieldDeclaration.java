package dev.coffer.core.config;

import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a setting as data, so that also a process that does not have the record's class can check a value.
 *
 * @param defaultText in canonical form; "" for a secret, which has no default
 * @param min see {@link SettingField#min}; null for none
 * @param max see {@link SettingField#max}; null for none
 * @param pattern see {@link SettingField#pattern}; null for none
 * @param choices of a {@link SettingType#CHOICE}; empty otherwise
 * @param atMost the field of the same setting that this one may not exceed; null for none
 */
public record FieldDeclaration(
        String name,
        SettingType type,
        String description,
        String defaultText,
        @Nullable String min,
        @Nullable String max,
        int decimals,
        @Nullable String pattern,
        List<String> choices,
        @Nullable String atMost,
        boolean isPerTenant) {

    public FieldDeclaration {
        choices = List.copyOf(choices);
    }

    public boolean isSecret() {
        return type == SettingType.SECRET;
    }

    /** What a value must be, in words: "a decimal number such as 2.9, from 0 to 100, with at most 6 decimals". */
    public String rule() {
        List<String> parts = new ArrayList<>();
        parts.add(type == SettingType.CHOICE ? "one of " + String.join(", ", choices) : type.words());
        String unit = type.isText() ? " characters" : "";
        if (min != null && max != null) {
            parts.add("from " + min + " to " + max + unit);
        } else if (min != null) {
            parts.add("at least " + min + unit);
        } else if (max != null) {
            parts.add("at most " + max + unit);
        }
        if (type == SettingType.DECIMAL || type == SettingType.DECIMALS) {
            parts.add("with at most " + decimals + " decimals");
        }
        if (pattern != null) {
            parts.add("matching " + pattern);
        }
        if (atMost != null) {
            parts.add("not more than " + atMost);
        }
        return String.join(", ", parts);
    }

    /** What is wrong with the text as a value of this field, or null when nothing is. Never repeats a secret. */
    @Nullable
    SettingProblem check(String text) {
        try {
            return isWithin(type.parse(text)) ? null : problem(text);
        } catch (IllegalArgumentException notOfThisType) {
            return problem(text);
        }
    }

    private SettingProblem problem(String text) {
        String shown = isSecret() ? "The value" : "'" + SettingProblem.shorten(text) + "'";
        return new SettingProblem(name, shown + " will not do for " + name + ": it must be " + rule() + ".");
    }

    /** @param text that {@link #check} found nothing wrong with */
    String canonical(String text) {
        return type.format(type.parse(text));
    }

    private boolean isWithin(Object value) {
        return switch (value) {
            case String text when type == SettingType.CHOICE -> choices.contains(text);
            case String text -> isLong(text) && matches(text);
            // Taking a secret away is always allowed.
            case Secret secret -> !secret.isSet() || (isLong(secret.reveal()) && matches(secret.reveal()));
            case Boolean ignored -> true;
            case BigDecimal number -> isBounded(number);
            case Map<?, ?> numbers -> numbers.values().stream().allMatch(number -> isBounded((BigDecimal) number));
            default -> compare(value, min) >= 0 && (max == null || compare(value, max) <= 0);
        };
    }

    private boolean isLong(String text) {
        return (min == null || text.length() >= Integer.parseInt(min))
                && (max == null || text.length() <= Integer.parseInt(max));
    }

    private boolean matches(String text) {
        return pattern == null || Pattern.matches(pattern, text);
    }

    private boolean isBounded(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= decimals
                && (min == null || number.compareTo(new BigDecimal(min)) >= 0)
                && (max == null || number.compareTo(new BigDecimal(max)) <= 0);
    }

    private int compare(Object value, @Nullable String bound) {
        return bound == null ? 0 : compare(value, type.parse(bound));
    }

    /** Of two values of the same type; money of another currency than the bound's is out of bounds. */
    static int compare(Object one, Object other) {
        if (one instanceof Long left && other instanceof Long right) {
            return left.compareTo(right);
        }
        if (one instanceof Duration left && other instanceof Duration right) {
            return left.compareTo(right);
        }
        if (one instanceof BigDecimal left && other instanceof BigDecimal right) {
            return left.compareTo(right);
        }
        if (one instanceof Money left && other instanceof Money right) {
            if (!left.currency().equals(right.currency())) {
                throw new IllegalArgumentException("another currency");
            }
            return left.compareTo(right);
        }
        throw new IllegalArgumentException(one.getClass() + " has no order");
    }
}
