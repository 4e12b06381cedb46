package dev.coffer.auth.factor;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app: RFC 6238 written down anew, so that the service's own code does not check itself. */
public final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final byte[] secret;

    /** @param base32 as {@code enrolTotp} answers it */
    public Authenticator(String base32) {
        this.secret = decoded(base32);
    }

    /** What the app shows at that time. */
    public String code(Instant at) {
        return code(at, 0);
    }

    /** What it shows so many steps later, or earlier. */
    public String code(Instant at, int steps) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] counter = ByteBuffer.allocate(Long.BYTES)
                    .putLong(at.getEpochSecond() / STEP_SECONDS + steps)
                    .array();
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(counter));
            int number = hash.getInt(hash.get(hash.capacity() - 1) & 15) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Codes that are wrong at that time, each another one. */
    public List<String> wrongCodes(Instant at, int howMany) {
        List<String> right = List.of(code(at, -1), code(at), code(at, 1));
        List<String> wrong = new ArrayList<>();
        for (int number = 0; wrong.size() < howMany; number++) {
            String code = "%06d".formatted(number);
            if (!right.contains(code)) {
                wrong.add(code);
            }
        }
        return wrong;
    }

    String secretAsBase64() {
        return Base64.getEncoder().encodeToString(secret);
    }

    private static byte[] decoded(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (char digit : base32.toCharArray()) {
            held = held << 5 | ALPHABET.indexOf(digit);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
