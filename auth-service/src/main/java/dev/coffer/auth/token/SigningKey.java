package dev.coffer.auth.token;

import com.nimbusds.jose.jwk.OctetKeyPair;

/**
 * An Ed25519 key pair that signs access tokens.
 *
 * @param generation 1 for an installation's first key; the smallest one in force signs, the following one is published
 *     ahead of its use
 * @param pair the private key, its {@code kid} the RFC 7638 thumbprint of the public one
 */
record SigningKey(long generation, OctetKeyPair pair) {

    SigningKey {
        if (generation < 1 || !pair.isPrivate() || pair.getKeyID() == null) {
            throw new IllegalArgumentException("Signing key " + generation + " needs a private key with an id");
        }
    }

    String id() {
        return pair.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[generation=" + generation + ", id=" + id() + "]";
    }
}
