package dev.coffer.auth.token;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key pair that signs access tokens.
 *
 * @param generation 1 for an installation's first key, one more for each that follows
 * @param pair the private key, its {@code kid} the RFC 7638 thumbprint of the public one
 * @param signsFrom since when it is its turn; null before
 * @param distrustedAt when it was found that somebody else may have it; null otherwise
 */
record SigningKey(
        long generation,
        OctetKeyPair pair,
        Instant createdAt,
        @Nullable Instant signsFrom,
        @Nullable Instant distrustedAt) {

    SigningKey {
        if (generation < 1 || !pair.isPrivate() || pair.getKeyID() == null) {
            throw new IllegalArgumentException("Signing key " + generation + " needs a private key with an id");
        }
    }

    /** A key whose turn is yet to come. */
    SigningKey(long generation, OctetKeyPair pair, Instant createdAt) {
        this(generation, pair, createdAt, null, null);
    }

    String id() {
        return pair.getKeyID();
    }

    boolean isTrusted() {
        return distrustedAt == null;
    }

    @Override
    public String toString() {
        return "SigningKey[generation=" + generation + ", id=" + id() + "]";
    }
}
