package dev.coffer.auth.token;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ops.HealthCheck;

/** Whether this process can sign and publish keys. */
final class SigningKeysHealth implements HealthCheck {

    private final KeyRing keys;

    SigningKeysHealth(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "signing-keys";
    }

    @Override
    public Status check() {
        try {
            return Status.up("signing with key " + keys.current().id());
        } catch (CodedException unavailable) {
            return Status.down("not read yet: the database is away");
        }
    }
}
