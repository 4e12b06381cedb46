package dev.coffer.bonus.competition;

import java.time.Instant;
import java.util.HexFormat;

/**
 * Where somebody stands in an order without equals: by the score, the higher the better; then by when it was reached, the sooner the
 * better; then by the handle.
 *
 * @param score in minor units, in hundredths or a number, as the competition counts
 */
record Placing(long score, Instant reachedAt, String handle) {

    private static final int DIGITS = 16;

    /** A text that sorts, byte by byte, as places do: the best first. */
    String key() {
        // The sign turned over, numbers sort as if they had none; all bits turned over, the highest come first.
        return hex(~(score ^ Long.MIN_VALUE)) + hex(reachedAt.toEpochMilli() ^ Long.MIN_VALUE) + handle;
    }

    static Placing ofKey(String key) {
        return new Placing(
                ~number(key.substring(0, DIGITS)) ^ Long.MIN_VALUE,
                Instant.ofEpochMilli(number(key.substring(DIGITS, 2 * DIGITS)) ^ Long.MIN_VALUE),
                key.substring(2 * DIGITS));
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number);
    }

    private static long number(String hex) {
        return HexFormat.fromHexDigitsToLong(hex);
    }
}
