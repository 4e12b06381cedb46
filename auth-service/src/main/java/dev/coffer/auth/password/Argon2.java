package dev.coffer.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with one lane, computed by Bouncy Castle and written in the usual form
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Each thread keeps its memory from one computation to the next: a fifth of
 * the time went to getting it anew, and about as much again to collecting it. A thread that ends gives it back.
 */
final class Argon2 {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SPARE_BLOCKS = 16;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final SecureRandom random = new SecureRandom();
    private final Cost present;
    private final ThreadLocal<FixedBlockPool> memory;

    /** @param cost of the hashes that are made; those that are there carry their own */
    Argon2(HashCost cost) {
        this.present = new Cost(cost.kibibytes(), cost.passes(), 1);
        this.memory = ThreadLocal.withInitial(() -> new FixedBlockPool(cost.kibibytes() + SPARE_BLOCKS));
    }

    private record Cost(int kibibytes, int passes, int lanes) {}

    private record Parts(Cost cost, byte[] salt, byte[] hash) {

        static Parts of(String encoded) {
            Matcher form = FORM.matcher(encoded);
            if (!form.matches()) {
                throw new IllegalStateException(
                        "A stored password is not of the form $argon2id$v=19$m=...,t=...,p=...$salt$hash");
            }
            Cost cost = new Cost(
                    Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
            Base64.Decoder decoder = Base64.getDecoder();
            return new Parts(cost, decoder.decode(form.group(4)), decoder.decode(form.group(5)));
        }
    }

    /** A hash of the present cost, with a salt of its own. */
    String encode(String text) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        present.kibibytes(),
                        present.passes(),
                        present.lanes(),
                        encoder.encodeToString(salt),
                        encoder.encodeToString(compute(text, present, salt, HASH_BYTES)));
    }

    boolean matches(String text, String encoded) {
        Parts stored = Parts.of(encoded);
        byte[] computed = compute(text, stored.cost(), stored.salt(), stored.hash().length);
        return MessageDigest.isEqual(computed, stored.hash());
    }

    /** Whether a hash was made at another cost than hashes are made at now. */
    boolean isOutdated(String encoded) {
        return !Parts.of(encoded).cost().equals(present);
    }

    private byte[] compute(String text, Cost cost, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withBlockPool(memory.get())
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(text.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
