package dev.coffer.auth.signin;

import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tries are counted by. Sign-ins count by what was typed, whether or not an account has it: a wait tells nothing about that.
 *
 * @param proof what is tried: each kind has limits of its own
 * @param digest so that what people type by mistake is not kept
 */
record AttemptKey(String tenantId, Proof proof, String digest) {

    /** A kind of proof. */
    enum Proof {
        PASSWORD,
        SECOND_FACTOR
    }

    static AttemptKey ofSignIn(String tenantId, Contact contact) {
        return of(tenantId, Proof.PASSWORD, "sign-in", contact.value());
    }

    /** Of a signed-in user's own password, for whatever it is asked for: a stolen access token gets these tries and no more. */
    static AttemptKey ofOwnPassword(User user) {
        return of(user.tenantId(), Proof.PASSWORD, "password-change", user.id());
    }

    /** Only whoever has proven the password, or is signed in, gets as far as these. */
    static AttemptKey ofSecondFactor(User user) {
        return of(user.tenantId(), Proof.SECOND_FACTOR, "second-factor", user.id());
    }

    /** Of the short codes that devices show: whoever is signed in gets these tries at all of them. */
    static AttemptKey ofDeviceCode(String tenantId, String userId) {
        return of(tenantId, Proof.SECOND_FACTOR, "device-code", userId);
    }

    private static AttemptKey of(String tenantId, Proof proof, String purpose, String subject) {
        String text = String.join("\n", tenantId, purpose, subject);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new AttemptKey(tenantId, proof, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
