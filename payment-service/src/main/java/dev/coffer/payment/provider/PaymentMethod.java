package dev.coffer.payment.provider;

import dev.coffer.core.errors.CodedException;
import java.util.regex.Pattern;

/**
 * What a deposit is paid with: the provider's own name of a card or account of the payer's, a token. Whoever has it may be able to
 * charge it, so {@link #toString} leaves it out and it never reaches a log.
 *
 * @param token 1 to 255 letters, digits and {@code _ . : -}
 */
public record PaymentMethod(String token) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

    public PaymentMethod {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("A payment method has 1 to 255 letters, digits and _ . : -");
        }
    }

    /** @throws CodedException INVALID_INPUT naming {@code field}, which does not repeat what was given */
    public static PaymentMethod parse(String token, String field) {
        if (!TOKEN.matcher(token).matches()) {
            throw CodedException.invalid(
                    field, "A payment method is the provider's token for it: 1 to 255 letters, digits and _ . : -");
        }
        return new PaymentMethod(token);
    }

    @Override
    public String toString() {
        return "PaymentMethod[redacted]";
    }
}
