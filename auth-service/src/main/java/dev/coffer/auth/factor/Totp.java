package dev.coffer.auth.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time, RFC 6238, as every authenticator app has them: HMAC-SHA-1, six digits, steps of 30 seconds. A clock may be one step
 * off either way.
 */
final class Totp {

    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;

    /** 160 bits: RFC 4226 recommends them, and the apps expect them. */
    static final int SECRET_BYTES = 20;

    /** What {@link #matchingStep} answers for a code that is not right now. */
    static final long NO_STEP = -1;

    private static final int DRIFT_STEPS = 1;
    private static final String ALGORITHM = TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator(STEP, DIGITS, ALGORITHM);
    private final SecureRandom random;

    Totp(SecureRandom random) {
        this.random = random;
    }

    byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /**
     * The step whose code this is, counted from 1970.
     *
     * @param typed as a person types it, with or without spaces
     * @return the earliest one within the drift, {@link #NO_STEP} for none
     */
    long matchingStep(byte[] secret, String typed, Instant now) {
        byte[] code = typed.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long current = now.getEpochSecond() / STEP.toSeconds();
        long found = NO_STEP;
        // All are compared, the latest first, so that the time this takes tells nothing.
        for (long step = current + DRIFT_STEPS; step >= current - DRIFT_STEPS; step--) {
            if (MessageDigest.isEqual(codeOf(secret, step), code)) {
                found = step;
            }
        }
        return found;
    }

    private byte[] codeOf(byte[] secret, long step) {
        try {
            Instant at = Instant.ofEpochSecond(step * STEP.toSeconds());
            return generator
                    .generateOneTimePasswordString(new SecretKeySpec(secret, ALGORITHM), at, Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("Any bytes are a key of " + ALGORITHM, impossible);
        }
    }
}
