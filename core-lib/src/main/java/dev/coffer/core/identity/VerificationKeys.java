package dev.coffer.core.identity;

import com.nimbusds.jose.jwk.OctetKeyPair;
import org.jspecify.annotations.Nullable;

/** The public keys that access tokens may be signed with. */
public interface VerificationKeys {

    /**
     * The Ed25519 public key with this id, or null when the issuer publishes none.
     *
     * @throws KeysUnavailable when the issuer cannot be asked and the key is not known already
     */
    @Nullable
    OctetKeyPair find(String keyId);

    /** The issuer's keys could not be read. */
    final class KeysUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public KeysUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
