package dev.coffer.bonus.player;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes what tells people apart, with the tenant, so that nobody is known across tenants. */
final class TenantHash {

    private TenantHash() {}

    /** 64 hexadecimal digits. */
    static String of(String tenantId, String name) {
        try {
            byte[] text = (tenantId + '\n' + name).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
