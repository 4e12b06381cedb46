package dev.coffer.bonus.stats;

import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a template's bonuses on a day of UTC; amounts in minor units of the currency.
 *
 * @param given how many came into a wallet
 * @param awarded what they were worth
 * @param converted how many became the players'
 * @param cost what became the players'
 * @param kept what those had been worth that became the players'
 * @param broken what those had been worth that ended otherwise
 * @param returned what went back to the house
 * @param deposits that bonuses came with
 */
record BonusStat(
        String templateCode,
        LocalDate day,
        String currency,
        long given,
        long awarded,
        long converted,
        long cost,
        long kept,
        long expired,
        long forfeited,
        long cancelled,
        long broken,
        long returned,
        long deposits) {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /** Of what ended, how much did not become the players'; null where nothing ended. */
    @Nullable
    Integer breakagePercent() {
        return percent(broken, Math.addExact(broken, kept));
    }

    /** By how much the deposits exceed the cost; null where there was none. */
    @Nullable
    Integer roiPercent() {
        return percent(Math.subtractExact(deposits, cost), cost);
    }

    private static @Nullable Integer percent(long part, long whole) {
        if (whole == 0) {
            return null;
        }
        BigInteger[] exact = BigInteger.valueOf(part).multiply(HUNDRED).divideAndRemainder(BigInteger.valueOf(whole));
        BigInteger down = exact[1].signum() < 0 ? exact[0].subtract(BigInteger.ONE) : exact[0];
        return down.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
    }
}
