package dev.coffer.core.provision;

import org.jspecify.annotations.Nullable;

/** A store could be neither found nor started. The message lists every step that was tried and what to do. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message) {
        this(message, null);
    }

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
