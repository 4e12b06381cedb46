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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this installation as this process knows them: the current one signs, the next one is published before it does,
 * so that every verifier has it by then. Read when first needed, because the service also starts while its store is away; the
 * first process of an installation to need them makes both.
 */
final class KeyRing implements VerificationKeys {

    private final SigningKeys stored;
    private final Clock clock;
    private volatile @Nullable Ring known;

    KeyRing(SigningKeys stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the keys were not read yet and the store is away */
    SigningKey current() {
        return Objects.requireNonNull(ring().current(), "a ring has a current key");
    }

    /** @throws CodedException as {@link #current} does */
    Ring ring() {
        Ring ring = known;
        return ring == null ? open() : ring;
    }

    /** Reads again what other replicas may have changed. @throws CodedException UNAVAILABLE when the store is away */
    synchronized void refresh() {
        Ring found = new Ring(stored.all());
        if (found.current() == null || found.next() == null) {
            open();
        } else {
            known = found;
        }
    }

    private synchronized Ring open() {
        Ring found = new Ring(stored.all());
        if (found.current() == null || found.next() == null) {
            Instant now = clock.instant();
            long following = found.keys().isEmpty() ? 1 : found.keys().getLast().generation() + 1;
            if (found.current() == null) {
                stored.addIfAbsent(new SigningKey(following++, generate(), now, now, null));
            }
            if (found.next() == null) {
                stored.addIfAbsent(new SigningKey(following, generate(), now));
            }
            found = new Ring(stored.all());
        }
        known = found;
        return found;
    }

    @Override
    public @Nullable OctetKeyPair find(String keyId) {
        for (SigningKey key : ring().published(clock.instant())) {
            if (key.id().equals(keyId)) {
                return key.pair().toPublicJWK();
            }
        }
        return null;
    }

    /** The public halves, as RFC 7517 writes them. */
    String publicKeySet() {
        List<JWK> all = ring().published(clock.instant()).stream()
                .map(key -> (JWK) key.pair())
                .toList();
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
