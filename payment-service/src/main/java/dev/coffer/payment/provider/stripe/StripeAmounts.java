package dev.coffer.payment.provider.stripe;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amounts in Stripe's own minor units, which are not everywhere those of ISO 4217. What cannot be said exactly is not said: nothing is
 * ever rounded.
 *
 * @see <a href="https://docs.stripe.com/currencies#zero-decimal">Stripe's currencies</a>
 */
final class StripeAmounts {

    private static final int USUAL_DECIMALS = 2;
    private static final Set<String> ZERO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    /** Whole units only, said with two decimals that are zero. */
    private static final Set<String> WHOLE_WITH_TWO_DECIMALS = Set.of("ISK", "UGX");

    /** As above, and only where it is paid out. */
    private static final Set<String> WHOLE_WHEN_PAID_OUT = Set.of("HUF", "TWD");

    private static final long ONE = 1;
    private static final long TEN = 10;
    private static final long HUNDRED = 100;

    private StripeAmounts() {}

    /** Null where Stripe cannot take exactly this. */
    static @Nullable Long toCharge(Money amount) {
        return exact(amount, stepToCharge(amount.currency().code()));
    }

    /** Null where Stripe cannot pay exactly this out. */
    static @Nullable Long toPayOut(Money amount) {
        String code = amount.currency().code();
        return exact(amount, WHOLE_WHEN_PAID_OUT.contains(code) ? HUNDRED : stepToCharge(code));
    }

    private static long stepToCharge(String code) {
        if (THREE_DECIMALS.contains(code)) {
            return TEN;
        }
        return WHOLE_WITH_TWO_DECIMALS.contains(code) ? HUNDRED : ONE;
    }

    private static @Nullable Long exact(Money amount, long step) {
        if (amount.currency().kind() != Currency.Kind.FIAT) {
            return null;
        }
        Long said = shifted(
                amount.minor(),
                decimals(amount.currency().code()) - amount.currency().decimals());
        return said == null || said % step != 0 ? null : said;
    }

    private static int decimals(String code) {
        if (ZERO_DECIMALS.contains(code)) {
            return 0;
        }
        return THREE_DECIMALS.contains(code) ? 3 : USUAL_DECIMALS;
    }

    private static @Nullable Long shifted(long minor, int decimals) {
        long value = minor;
        for (int i = 0; i < decimals; i++) {
            if (value > Long.MAX_VALUE / TEN) {
                return null;
            }
            value *= TEN;
        }
        for (int i = 0; i > decimals; i--) {
            if (value % TEN != 0) {
                return null;
            }
            value /= TEN;
        }
        return value;
    }
}
