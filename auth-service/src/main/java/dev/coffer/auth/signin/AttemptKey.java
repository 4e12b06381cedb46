package dev.coffer.auth.signin;

import dev.coffer.auth.user.Contact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tries are counted by. Sign-ins count by what was typed, whether or not an account has it: a wait tells nothing about that.
 *
 * @param digest so that what people type by mistake is not kept
 */
record AttemptKey(String tenantId, String digest) {

    static AttemptKey ofSignIn(String tenantId, Contact contact) {
        return of(tenantId, "sign-in", contact.value());
    }

    static AttemptKey ofPasswordChange(String tenantId, String userId) {
        return of(tenantId, "password-change", userId);
    }

    private static AttemptKey of(String tenantId, String purpose, String subject) {
        String text = String.join("\n", tenantId, purpose, subject);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new AttemptKey(tenantId, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
