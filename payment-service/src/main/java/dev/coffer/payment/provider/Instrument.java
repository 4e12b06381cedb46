package dev.coffer.payment.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The card or account that a payer has paid with, by a name of the provider's that is the same whenever it is the same card or account.
 * It may be enough to pay with, so {@link #toString} leaves it out and only {@link #id} is told.
 */
public record Instrument(String name) {

    public Instrument {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("An instrument has a name");
        }
    }

    /** Opaque, the same for the same instrument, and another at another tenant or provider: 64 hexadecimal digits. */
    public String id(String tenantId, String provider) {
        try {
            byte[] text = (tenantId + '\n' + provider + '\n' + name).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Instrument[redacted]";
    }
}
