package dev.coffer.kyc.export;

import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Makes and reads the addresses of exports: whose, who asked, and until when, with an HMAC that only this installation makes. */
public final class ExportLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 4;
    private static final int MOST_CHARACTERS = 1_024;

    private final SecretKey key;
    private final Clock clock;

    ExportLinks(MasterKey masterKey, Clock clock) {
        this.key = masterKey.derive("kyc-export-links", ALGORITHM);
        this.clock = clock;
    }

    /** @param by the user id of who asked for it */
    record Target(String tenantId, String userId, String by) {}

    /** @param path at this service's own address */
    public record ExportLink(String path, Instant expiresAt) {

        @Override
        public String toString() {
            return "ExportLink[until " + expiresAt + "]";
        }
    }

    /** @param by the user id of who asks for it */
    public ExportLink make(String tenantId, String userId, String by) {
        Instant until = clock.instant().plus(LIFE);
        byte[] bytes = String.join(SEPARATOR, tenantId, userId, by, Long.toString(until.toEpochMilli()))
                .getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return new ExportLink(
                HttpExports.PATH + base64.encodeToString(bytes) + "." + base64.encodeToString(hmac(bytes)), until);
    }

    /** Null for one that is not ours, was changed, or is too old. */
    @Nullable
    Target read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] said = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(hmac(bytes), said)
                    ? signed(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, PARTS))
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** @param parts as {@link #make} has joined them */
    private @Nullable Target signed(String[] parts) {
        Instant until = Instant.ofEpochMilli(Long.parseLong(parts[PARTS - 1]));
        return clock.instant().isBefore(until) ? new Target(parts[0], parts[1], parts[2]) : null;
    }

    private byte[] hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
