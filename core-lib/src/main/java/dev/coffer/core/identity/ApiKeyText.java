package dev.coffer.core.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its holder has it: {@code coffer_}, ten characters by which it is found, {@code _}, 256 random bits in 43 characters
 * and six that check all the others. So a scanner for leaked secrets recognises one without asking anybody, and whoever takes keys
 * turns mistyped ones away by itself.
 *
 * @param prefix the ten characters; no secret
 * @param value the whole key
 */
public record ApiKeyText(String prefix, String value) {

    private static final String BEGINNING = "coffer_";
    private static final int PREFIX_CHARS = 10;
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARS = 43;
    private static final int CHECK_CHARS = 6;
    private static final Pattern FORM = Pattern.compile(
            BEGINNING + "[0-9A-Za-z]{" + PREFIX_CHARS + "}_[0-9A-Za-z]{" + (SECRET_CHARS + CHECK_CHARS) + "}");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** A new one that nobody else has. */
    public static ApiKeyText generate(SecureRandom random) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < PREFIX_CHARS; i++) {
            prefix.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String unchecked = BEGINNING + prefix + "_" + digits(new BigInteger(1, secret), SECRET_CHARS);
        return new ApiKeyText(prefix.toString(), unchecked + check(unchecked));
    }

    /** Whether somebody who sends this means an API key, and no other kind of token. */
    public static boolean isMeant(String token) {
        return token.startsWith(BEGINNING);
    }

    /** Null for what was never given out as a key. */
    public static @Nullable ApiKeyText parse(String token) {
        if (!FORM.matcher(token).matches()) {
            return null;
        }
        int end = token.length() - CHECK_CHARS;
        String prefix = token.substring(BEGINNING.length(), BEGINNING.length() + PREFIX_CHARS);
        return check(token.substring(0, end)).equals(token.substring(end)) ? new ApiKeyText(prefix, token) : null;
    }

    /** SHA-256 of the whole key, in hexadecimal digits. Enough for what is random: there is nothing to guess from. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    private static String check(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_CHARS);
    }

    private static String digits(BigInteger number, int length) {
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return BEGINNING + prefix + "_***";
    }
}
