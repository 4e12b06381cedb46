package dev.coffer.payment.provider;

import dev.coffer.core.errors.CodedException;
import java.util.regex.Pattern;

/**
 * Where a payout goes: the provider's own name of a bank account or card of the user's, a token. It says where somebody banks, so
 * {@link #toString} leaves it out and it never reaches a log.
 *
 * @param reference 1 to 255 letters, digits and {@code _ . : -}
 */
public record Destination(String reference) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

    public Destination {
        if (!isToken(reference)) {
            throw new IllegalArgumentException("A destination has 1 to 255 letters, digits and _ . : -");
        }
    }

    /** @throws CodedException INVALID_INPUT naming {@code field}, which does not repeat what was given */
    public static Destination parse(String reference, String field) {
        if (!isToken(reference)) {
            throw CodedException.invalid(
                    field, "A destination is the provider's token for it: 1 to 255 letters, digits and _ . : -");
        }
        return new Destination(reference);
    }

    private static boolean isToken(String reference) {
        return TOKEN.matcher(reference).matches();
    }

    @Override
    public String toString() {
        return "Destination[redacted]";
    }
}
