package dev.coffer.auth.factor;

import dev.coffer.auth.user.User;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;

/** Seals the secrets of authenticator apps, each bound to its user: one that is copied into another account opens nothing. */
final class TotpSecrets {

    private final Seal seal;

    TotpSecrets(Seal seal) {
        this.seal = seal;
    }

    SealedSecret seal(User user, byte[] secret) {
        return seal.seal(secret, owner(user));
    }

    byte[] open(User user, SealedSecret sealed) {
        return seal.open(sealed, owner(user));
    }

    private static String owner(User user) {
        return user.tenantId() + "/" + user.id();
    }
}
