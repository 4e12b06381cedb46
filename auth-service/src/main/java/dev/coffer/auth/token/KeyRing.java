package dev.coffer.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.VerificationKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this installation as this process knows them: the current one signs, the next one is published before it does,
 * so that every verifier has it by then. Read when first needed, because the service also starts while its store is away; the
 * first process of an installation to need them makes both.
 */
final class KeyRing implements VerificationKeys {

    /** The current and the next key. */
    private static final int KEYS_IN_FORCE = 2;

    private final SigningKeys stored;
    private volatile List<SigningKey> known = List.of();

    KeyRing(SigningKeys stored) {
        this.stored = stored;
    }

    /** @throws CodedException UNAVAILABLE when the keys were not read yet and the store is away */
    SigningKey current() {
        return keys().getFirst();
    }

    private List<SigningKey> keys() {
        List<SigningKey> keys = known;
        return keys.isEmpty() ? open() : keys;
    }

    private synchronized List<SigningKey> open() {
        if (known.isEmpty()) {
            List<SigningKey> found = stored.inForce();
            if (found.size() < KEYS_IN_FORCE) {
                long next = found.isEmpty() ? 1 : found.getLast().generation() + 1;
                for (int missing = KEYS_IN_FORCE - found.size(); missing > 0; missing--) {
                    stored.addIfAbsent(new SigningKey(next++, generate()));
                }
                found = stored.inForce();
            }
            known = List.copyOf(found);
        }
        return known;
    }

    @Override
    public @Nullable OctetKeyPair find(String keyId) {
        for (SigningKey key : keys()) {
            if (key.id().equals(keyId)) {
                return key.pair().toPublicJWK();
            }
        }
        return null;
    }

    /** The public halves, as RFC 7517 writes them. */
    String publicKeySet() {
        List<JWK> all = keys().stream().map(key -> (JWK) key.pair()).toList();
        return new JWKSet(all).toString(true);
    }

    static OctetKeyPair generate() {
        try {
            return new OctetKeyPairGenerator(Curve.Ed25519)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException("An Ed25519 key cannot be made", failed);
        }
    }
}
