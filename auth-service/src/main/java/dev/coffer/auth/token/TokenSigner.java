package dev.coffer.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.errors.CodedException;
import org.jspecify.annotations.Nullable;

/** Signs with the current key. Remembers what is derived from it, which takes as long as a signature. */
final class TokenSigner {

    private final KeyRing keys;
    private volatile @Nullable Prepared prepared;

    private record Prepared(SigningKey key, Ed25519Signer signer) {}

    TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * @param type the header {@code typ}
     * @throws CodedException UNAVAILABLE when the signing keys were not read yet and the store is away
     */
    String sign(JOSEObjectType type, JWTClaimsSet claims) {
        SigningKey key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(type)
                .keyID(key.id())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer(key));
        } catch (JOSEException failed) {
            throw new IllegalStateException("Key " + key.id() + " failed to sign a token", failed);
        }
        return token.serialize();
    }

    private Ed25519Signer signer(SigningKey key) throws JOSEException {
        Prepared known = prepared;
        if (known == null || !known.key().id().equals(key.id())) {
            known = new Prepared(key, new Ed25519Signer(key.pair()));
            prepared = known;
        }
        return known.signer();
    }
}
