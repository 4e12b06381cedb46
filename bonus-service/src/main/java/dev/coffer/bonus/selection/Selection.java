package dev.coffer.bonus.selection;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * One of what a player chose, as payment-service tells it.
 *
 * @param id what was chosen
 * @param category what kind of thing it is
 * @param value its odds or its price; more than zero
 */
public record Selection(String id, String category, BigDecimal value) {

    /** More are in no bet and no order. */
    public static final int MOST = 16;

    /** Categories as payment-service takes them. */
    static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,8})?");

    public Selection {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An id has 1 to 64 letters, digits and . _ : -.");
        }
        if (!CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException("A category has 1 to 40 small letters, digits and hyphens.");
        }
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("A value is more than 0.");
        }
    }

    /** @throws IllegalArgumentException with a sentence for the client */
    public static Selection of(String id, String category, String value) {
        return new Selection(id, category, decimal(value));
    }

    static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A decimal has at most 12 digits before the point and 8 after it, such as \"1.85\".");
        }
        return new BigDecimal(text);
    }
}
