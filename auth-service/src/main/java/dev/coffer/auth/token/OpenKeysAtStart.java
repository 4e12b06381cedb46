package dev.coffer.auth.token;

import dev.coffer.core.errors.CodedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the signing keys when the service starts, so that a wrong master key stops it there and then instead of failing the first
 * person who signs in. A store that is away is no reason to stop: the keys are opened when it is back.
 */
final class OpenKeysAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(OpenKeysAtStart.class);

    private final KeyRing keys;

    OpenKeysAtStart(KeyRing keys) {
        this.keys = keys;
    }

    /** @throws IllegalStateException when the stored keys were sealed with another master key */
    void open() {
        try {
            LOG.info("access tokens are signed with key {}", keys.current().id());
        } catch (CodedException unavailable) {
            LOG.warn("the signing keys cannot be read yet: {}", unavailable.getMessage());
        }
    }
}
