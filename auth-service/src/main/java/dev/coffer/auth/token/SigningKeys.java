package dev.coffer.auth.token;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** The signing keys of an installation. */
interface SigningKeys {

    /** Those that sign, will sign or signed not long ago; the oldest generation first. */
    List<SigningKey> all();

    /** Adds a key unless its generation exists already: of several replicas that start together, one wins. */
    void addIfAbsent(SigningKey key);

    /**
     * Has the next key sign from now on, and adds the one that follows it.
     *
     * @return false where somebody else did so before; nothing is changed then
     */
    boolean rotate(UnitOfWork unit, SigningKey next, SigningKey following, Instant now);

    /** Marks a key as one that nobody is to trust. */
    void distrust(UnitOfWork unit, SigningKey key, Instant now);

    /** Deletes keys that have had their turn when the one before that time began to sign. */
    void forgetRetired(UnitOfWork unit, Instant before);
}
