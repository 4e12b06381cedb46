package dev.coffer.core.money;

import java.util.regex.Pattern;

/**
 * A unit of account.
 *
 * @param code 2 to 12 upper-case letters or digits, beginning with a letter: "EUR", "BTC"
 * @param decimals how many decimals an amount has, 0 to {@value #MAX_DECIMALS}
 */
public record Currency(String code, int decimals, Kind kind) {

    public static final int MAX_DECIMALS = 9;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

    /** What sort of thing the currency counts. */
    public enum Kind {
        FIAT,
        CRYPTO,
        POINTS
    }

    public Currency {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "A currency code is 2 to 12 upper-case letters or digits, beginning with a letter, not '" + code
                            + "'");
        }
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "Currency " + code + " cannot have " + decimals + " decimals: 0 to " + MAX_DECIMALS);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
