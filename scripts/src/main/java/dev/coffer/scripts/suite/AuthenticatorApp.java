package dev.coffer.scripts.suite;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app as anybody's phone has one: RFC 6238, SHA-1, six digits, steps of 30 seconds. */
final class AuthenticatorApp {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String HMAC = "HmacSHA1";
    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;
    private static final int BITS_OF_DIGIT = 5;

    private final byte[] secret;
    private final Clock clock;
    private long lastStep;

    /** @param base32 as {@code enrolTotp} answers it */
    AuthenticatorApp(String base32, Clock clock) {
        this.secret = decoded(base32);
        this.clock = clock;
    }

    /** A code that was not given out before and counts now: a step ahead of the time if need be, after a wait if that is not enough. */
    String next() {
        lastStep = Math.max(lastStep + 1, step());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * STEP_SECONDS);
        while (lastStep > step() + 1) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The time does not go on");
            }
            pause();
        }
        return code(lastStep);
    }

    /** A code of the right form that is wrong for some minutes to come. */
    String wrong() {
        for (int number = 0; ; number++) {
            String code = text(number);
            boolean isWrong = true;
            for (long step = step() - 2; step < step() + 10; step++) {
                isWrong &= !code(step).equals(code);
            }
            if (isWrong) {
                return code;
            }
        }
    }

    private long step() {
        return clock.instant().getEpochSecond() / STEP_SECONDS;
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(step).array();
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(counter));
            int at = hash.get(hash.capacity() - 1) & 0xf;
            return text((hash.getInt(at) & Integer.MAX_VALUE) % CODES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, impossible);
        }
    }

    private static String text(int number) {
        return String.format(Locale.ROOT, "%06d", number);
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * BITS_OF_DIGIT / Byte.SIZE);
        int held = 0;
        int bits = 0;
        for (char digit : base32.toCharArray()) {
            held = held << BITS_OF_DIGIT | ALPHABET.indexOf(digit);
            bits += BITS_OF_DIGIT;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the next code", interrupted);
        }
    }
}
