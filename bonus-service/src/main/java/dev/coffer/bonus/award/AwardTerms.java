package dev.coffer.bonus.award;

import dev.coffer.core.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an award was given under. It is kept with the award, so that later versions of the template change nothing for whoever
 * has it.
 *
 * @param type the type in the catalogue, such as "FIRST_DEPOSIT"
 * @param name for people
 * @param validFor how long after it became active the award expires
 * @param wagering what is to be wagered before the bonus becomes the player's; null where it is theirs at once
 * @param winCap the most that becomes the player's; null for no cap
 * @param isSticky whether only what was won with the bonus becomes the player's, and never the bonus itself
 * @param forfeitsOnWithdrawal whether a withdrawal while it is active ends it
 */
public record AwardTerms(
        String templateCode,
        int templateVersion,
        String type,
        String name,
        Duration validFor,
        @Nullable Wagering wagering,
        @Nullable Money winCap,
        boolean isSticky,
        boolean forfeitsOnWithdrawal) {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    /**
     * How much has to be wagered of an award of this value, in minor units; zero where nothing has. Rounded up, and never more than a
     * number can say.
     *
     * @param deposit that it comes with; null without one
     */
    public long required(Money value, @Nullable Money deposit) {
        if (wagering == null) {
            return 0;
        }
        BigInteger base = BigInteger.valueOf(value.minor());
        if (wagering.countsDeposit() && deposit != null) {
            base = base.add(BigInteger.valueOf(deposit.minor()));
        }
        BigInteger[] exact = base.multiply(BigInteger.valueOf(wagering.times())).divideAndRemainder(HUNDRED);
        BigInteger up = exact[1].signum() > 0 ? exact[0].add(BigInteger.ONE) : exact[0];
        return up.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /**
     * @param times how many times the base is to be wagered, in hundredths: 3500 is 35 times
     * @param countsDeposit whether the base is the bonus and the deposit that it came with, or the bonus alone
     * @param maximumBet a bet above it does not count; null for none
     * @param weights the first that names the game says how much of a bet counts; a game that none names counts whole
     */
    public record Wagering(
            int times, boolean countsDeposit, @Nullable Money maximumBet, List<Weight> weights) {}

    /**
     * @param product for people, such as "table games"
     * @param games ids of games, where a "*" at the end stands for any ending
     * @param percent 0 to 100; 0 excludes the games
     */
    public record Weight(String product, List<String> games, int percent) {}

    /** Whether a game's id is what the pattern names. @param pattern an id, where a "*" at the end stands for any ending */
    public static boolean names(String pattern, String gameId) {
        return pattern.endsWith("*")
                ? gameId.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(gameId);
    }
}
