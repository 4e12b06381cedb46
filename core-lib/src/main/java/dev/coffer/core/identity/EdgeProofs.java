package dev.coffer.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a subgraph knows that it is the gateway who tells it the client's address: beside the address stands a proof, an HMAC of it and
 * of the time with a secret that only the gateway and the services have. The secret itself never travels, and a proof that somebody
 * overhears is worth one address for a minute.
 */
public final class EdgeProofs {

    /** The client's address, as {@link ClientAddress#text} has it. */
    public static final String ADDRESS_HEADER = "X-Coffer-Client-Address";
    /** What the client calls itself. */
    public static final String AGENT_HEADER = "X-Coffer-Client-Agent";
    /** Vouches for the address. */
    public static final String PROOF_HEADER = "X-Coffer-Client-Proof";

    static final Duration LIFE = Duration.ofMinutes(1);
    private static final int FEWEST_CHARS = 32;
    private static final int MOST_PROOF_CHARS = 80;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    private EdgeProofs(SecretKeySpec key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param secret the same for the gateway and all services; blank for none
     * @return null without a secret: nothing is proven then, and nothing believed
     * @throws IllegalArgumentException for one that is too short to be a secret
     */
    public static @Nullable EdgeProofs of(String secret, Clock clock) {
        if (secret.isBlank()) {
            return null;
        }
        if (secret.strip().length() < FEWEST_CHARS) {
            throw new IllegalArgumentException("coffer.edge-secret needs at least " + FEWEST_CHARS
                    + " characters. Make one with: openssl rand -base64 32");
        }
        return new EdgeProofs(new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM), clock);
    }

    /** A proof that counts from now on for {@link #LIFE}: the second of its making and the HMAC, in Base64url. */
    public String prove(ClientAddress address) {
        return proof(address, clock.instant().getEpochSecond());
    }

    public boolean isGenuine(String proof, ClientAddress address) {
        int point = proof.indexOf('.');
        if (point < 1 || point > 12 || proof.length() > MOST_PROOF_CHARS || !isNumber(proof.substring(0, point))) {
            return false;
        }
        long second = Long.parseLong(proof.substring(0, point));
        Duration age = Duration.between(Instant.ofEpochSecond(second), clock.instant());
        // Clocks may differ: a proof from a little ahead is none the worse.
        return age.abs().compareTo(LIFE) <= 0
                && MessageDigest.isEqual(
                        proof.getBytes(StandardCharsets.UTF_8),
                        proof(address, second).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private String proof(ClientAddress address, long second) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(
                    ("coffer client address 1\n" + second + "\n" + address.text()).getBytes(StandardCharsets.UTF_8));
            return second + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, unavailable);
        }
    }
}
