package dev.coffer.auth.token;

import java.util.List;

/** The signing keys of an installation. */
interface SigningKeys {

    /** All keys in force, the oldest generation first. */
    List<SigningKey> inForce();

    /** Adds a key unless its generation exists already: of several replicas that start together, one wins. */
    void addIfAbsent(SigningKey key);
}
