package dev.coffer.core.permission;

import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a service of the installation shows to be told tenants' policies: derived from the master key that all of them share, and
 * good for nothing else.
 *
 * @param header the value of {@code Authorization}; empty where a process was given no master key
 */
public record PolicyPass(String header) {

    /** Of a process that has nothing to show. */
    public static final PolicyPass NONE = new PolicyPass("");

    private static final String SCHEME = "Coffer-Service ";

    public static PolicyPass of(MasterKey key) {
        byte[] derived = key.derive("reading-policies", "HmacSHA256").getEncoded();
        return new PolicyPass(SCHEME + Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
    }

    /** Whether somebody shows this pass; takes as long for any other one. */
    public boolean isShownBy(@Nullable String authorization) {
        return !header.isEmpty()
                && authorization != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PolicyPass[***]";
    }
}
