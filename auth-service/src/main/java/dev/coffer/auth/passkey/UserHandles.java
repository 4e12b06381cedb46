package dev.coffer.auth.passkey;

import dev.coffer.auth.user.User;
import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What authenticators know users by: one for all passkeys of a user, so that an authenticator shows the account once, and nothing that
 * anybody else could tell the user by.
 */
final class UserHandles {

    private static final String HMAC = "HmacSHA256";

    private final SecretKey key;

    UserHandles(MasterKey masterKey) {
        this.key = masterKey.derive("passkey-handles", HMAC);
    }

    /** 32 bytes. */
    byte[] of(User user) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(String.join("\n", user.tenantId(), user.id()).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, impossible);
        }
    }
}
