package dev.coffer.payment.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One of what a player chose for a bet or an order. The book keeps it as it was asked for, and nothing here counts with it.
 *
 * @param id what was chosen, such as an outcome or an article: 1 to {@value #MAX_ID} letters, digits and {@code . _ : -}
 * @param category what kind of thing it is: 1 to {@value #MAX_CATEGORY} small letters, digits and hyphens
 * @param value its odds or its price: more than zero, at most {@value #MAX_DIGITS} digits before and {@value #MAX_DECIMALS} after
 *     the point; trailing zeros are dropped
 */
public record Selection(String id, String category, BigDecimal value) {

    /** As many as a transfer has room for beside what a bet says of itself. */
    public static final int MOST = 16;

    public static final int MAX_ID = 64;
    public static final int MAX_CATEGORY = 40;
    public static final int MAX_DIGITS = 12;
    public static final int MAX_DECIMALS = 8;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1," + MAX_ID + "}");
    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9-]{0," + (MAX_CATEGORY - 1) + "}");
    private static final Pattern VALUE = Pattern.compile("\\d{1," + MAX_DIGITS + "}(\\.\\d{1," + MAX_DECIMALS + "})?");
    private static final String NAME = "selection-";
    private static final String GAP = " ";

    public Selection {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An id has 1 to " + MAX_ID + " letters, digits and . _ : -.");
        }
        if (!CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException(
                    "A category has 1 to " + MAX_CATEGORY + " small letters, digits and hyphens.");
        }
        BigDecimal plain = value.stripTrailingZeros();
        value = plain.scale() < 0 ? plain.setScale(0) : plain;
        if (value.signum() <= 0 || value.scale() > MAX_DECIMALS || value.precision() - value.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException(valueRule());
        }
    }

    /** @throws IllegalArgumentException with a sentence for the client */
    public static BigDecimal parse(String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(valueRule());
        }
        return new BigDecimal(value);
    }

    private static String valueRule() {
        return "A value is more than 0, with at most " + MAX_DIGITS + " digits before the point and " + MAX_DECIMALS
                + " after it.";
    }

    /** The value as a decimal without trailing zeros: "1.85". */
    public String decimal() {
        return value.toPlainString();
    }

    /** What the values come to, where they are prices. */
    public static BigDecimal sum(List<Selection> selections) {
        return selections.stream().map(Selection::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The whole in one line, different for different selections. */
    public String text() {
        return decimal() + GAP + category + GAP + id;
    }

    /** @param text of {@link #text} */
    public static Selection ofText(String text) {
        String[] parts = text.split(GAP, -1);
        return new Selection(parts[2], parts[1], parse(parts[0]));
    }

    /** As a transfer's metadata, in their order. */
    static void addTo(Map<String, String> metadata, List<Selection> selections) {
        for (int i = 0; i < selections.size(); i++) {
            metadata.put(NAME + (char) ('a' + i), selections.get(i).text());
        }
    }

    static List<Selection> of(Map<String, String> metadata) {
        return new TreeMap<>(metadata)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(NAME))
                        .map(entry -> ofText(entry.getValue()))
                        .toList();
    }
}
